export default {
  packages: { axios: "1.21.1" },
  snippets: {
    "axios.get": {
      code: `import axios from "axios";
export const run = () => axios.get(\`http://127.0.0.1:\${process.env.PORT}/\`);
`,
    },
    "axios.create": {
      code: `import axios from "axios";
const client = axios.create({ baseURL: \`http://127.0.0.1:\${process.env.PORT}/\` });
export const run = () => client.get("/");
`,
    },
    "axios with timeout": {
      code: `import axios from "axios";
export const run = () => axios.get(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 1_000 });
`,
    },
    "axios with timeout 0": {
      code: `import axios from "axios";
export const run = () => axios.get(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 0 });
`,
    },
  },
};

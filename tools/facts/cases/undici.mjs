export default {
  packages: { undici: "7.16.0" },
  snippets: {
    request: {
      code: `import { request } from "undici";
export const run = () => request(\`http://127.0.0.1:\${process.env.PORT}/\`);
`,
    },
    "request with idle limits": {
      code: `import { request } from "undici";
export const run = () => request(\`http://127.0.0.1:\${process.env.PORT}/\`, { headersTimeout: 1_000, bodyTimeout: 1_000 });
`,
    },
  },
};

export default {
  packages: { "node-fetch": "2.7.0" },
  snippets: {
    fetch: {
      code: `import fetch from "node-fetch";
export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`);
`,
    },
    "timeout in 2": {
      code: `import fetch from "node-fetch";
export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 1_000 });
`,
    },
  },
};

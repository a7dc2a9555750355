export default {
  packages: { "node-fetch": "3.3.2" },
  snippets: {
    fetch: {
      code: `import fetch from "node-fetch";
export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`);
`,
    },
    "timeout, dropped in 3": {
      code: `import fetch from "node-fetch";
export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 1_000 });
`,
    },
  },
};

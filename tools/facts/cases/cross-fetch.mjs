export default {
  packages: { "cross-fetch": "4.1.0" },
  snippets: {
    fetch: {
      code: `import fetch from "cross-fetch";
export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`);
`,
    },
    timeout: {
      code: `import fetch from "cross-fetch";
export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 1_000 });
`,
    },
  },
};

export default {
  packages: { got: "14.6.6" },
  snippets: {
    got: {
      code: `import got from "got";
export const run = () => got(\`http://127.0.0.1:\${process.env.PORT}/\`, { retry: { limit: 0 } });
`,
    },
    "got with timeout": {
      code: `import got from "got";
export const run = () => got(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: { request: 1_000 }, retry: { limit: 0 } });
`,
    },
  },
};

export default {
  packages: { "p-timeout": "7.0.1" },
  snippets: {
    milliseconds: {
      code: `import pTimeout from "p-timeout";
export const run = () =>
  pTimeout(fetch(\`http://127.0.0.1:\${process.env.PORT}/\`), { milliseconds: 1_000 });
`,
    },
    "milliseconds: Infinity": {
      code: `import pTimeout from "p-timeout";
export const run = () =>
  pTimeout(fetch(\`http://127.0.0.1:\${process.env.PORT}/\`), { milliseconds: Infinity });
`,
    },
  },
};

export default {
  packages: {},
  snippets: {
    "fetch(url)": {
      code: `export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`);
`,
    },
    "fetch with signal": {
      code: `export const run = () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`, { signal: AbortSignal.timeout(1_000) });
`,
    },
  },
};

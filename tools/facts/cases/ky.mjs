export default {
  packages: { ky: "1.14.3" },
  snippets: {
    ky: {
      code: `import ky from "ky";
export const run = () => ky.get(\`http://127.0.0.1:\${process.env.PORT}/\`, { retry: 0 });
`,
    },
    "ky, switched off": {
      code: `import ky from "ky";
export const run = () => ky.get(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: false, retry: 0 });
`,
    },
  },
};

export default {
  packages: { needle: "3.5.0" },
  snippets: {
    get: {
      code: `import needle from "needle";
export const run = () => needle("get", \`http://127.0.0.1:\${process.env.PORT}/\`);
`,
    },
    response_timeout: {
      code: `import needle from "needle";
export const run = () =>
  needle("get", \`http://127.0.0.1:\${process.env.PORT}/\`, { response_timeout: 1_000 });
`,
    },
  },
};

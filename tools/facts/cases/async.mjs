export default {
  packages: { async: "3.2.6" },
  snippets: {
    retry: {
      code: `import async from "async";
export const run = () =>
  async.retry(2, async () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
    timeout: {
      code: `import async from "async";
const load = async.timeout(async () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`), 1_000);
export const run = () =>
  new Promise((resolve, reject) => {
    load((error) => (error ? reject(error) : resolve()));
  });
`,
    },
  },
};

export default {
  packages: { "p-queue": "9.0.0" },
  snippets: {
    add: {
      code: `import PQueue from "p-queue";
const queue = new PQueue({ concurrency: 2 });
export const run = () => queue.add(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
    "timeout of the queue": {
      code: `import PQueue from "p-queue";
const queue = new PQueue({ concurrency: 2, timeout: 1_000 });
export const run = () => queue.add(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
  },
};

export default {
  packages: { bottleneck: "2.19.5" },
  snippets: {
    schedule: {
      code: `import Bottleneck from "bottleneck";
const limiter = new Bottleneck({ maxConcurrent: 2 });
export const run = () => limiter.schedule(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
    expiration: {
      code: `import Bottleneck from "bottleneck";
const limiter = new Bottleneck({ maxConcurrent: 2 });
export const run = () =>
  limiter.schedule({ expiration: 1_000 }, () => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
  },
};

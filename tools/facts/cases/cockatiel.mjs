export default {
  packages: { cockatiel: "3.2.1" },
  snippets: {
    "aggressive timeout": {
      code: `import { timeout, TimeoutStrategy } from "cockatiel";
const policy = timeout(1_000, TimeoutStrategy.Aggressive);
export const run = () => policy.execute(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
    "aggressive timeout in a wrap": {
      code: `import { handleAll, retry, timeout, TimeoutStrategy, wrap } from "cockatiel";
const policy = wrap(retry(handleAll, { maxAttempts: 1 }), timeout(1_000, TimeoutStrategy.Aggressive));
export const run = () => policy.execute(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
    "cooperative timeout, not heeded": {
      code: `import { timeout, TimeoutStrategy } from "cockatiel";
const policy = timeout(1_000, TimeoutStrategy.Cooperative);
export const run = () => policy.execute(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
    "cooperative timeout, heeded": {
      code: `import { timeout, TimeoutStrategy } from "cockatiel";
const policy = timeout(1_000, TimeoutStrategy.Cooperative);
export const run = () =>
  policy.execute(({ signal }) => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`, { signal }));
`,
    },
    "retry and bulkhead": {
      code: `import { bulkhead, handleAll, retry, wrap } from "cockatiel";
const policy = wrap(retry(handleAll, { maxAttempts: 1 }), bulkhead(5));
export const run = () => policy.execute(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
  },
};

export default {
  packages: { opossum: "9.0.0" },
  snippets: {
    "10 s by default": {
      code: `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
export const run = () => breaker.fire();
`,
    },
    "what fire is handed": {
      code: `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker((work) => work(), { timeout: 1_000 });
export const run = () => breaker.fire(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`));
`,
    },
    "timeout switched off": {
      code: `import CircuitBreaker from "opossum";
const breaker = new CircuitBreaker(() => fetch(\`http://127.0.0.1:\${process.env.PORT}/\`), { timeout: false });
export const run = () => breaker.fire();
`,
    },
  },
};

export default {
  packages: { superagent: "10.4.2" },
  snippets: {
    get: {
      code: `import superagent from "superagent";
export async function run() {
  await superagent.get(\`http://127.0.0.1:\${process.env.PORT}/\`);
}
`,
    },
    "get with timeout": {
      code: `import superagent from "superagent";
export async function run() {
  await superagent.get(\`http://127.0.0.1:\${process.env.PORT}/\`).timeout(1_000);
}
`,
    },
  },
};

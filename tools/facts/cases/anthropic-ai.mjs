export default {
  packages: { "@anthropic-ai/sdk": "0.71.0" },
  snippets: {
    messages: {
      code: `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic({ apiKey: "k", baseURL: \`http://127.0.0.1:\${process.env.PORT}/\` });
export const run = () => client.messages.create({ model: "m", max_tokens: 1, messages: [] });
`,
      isLong: true,
    },
  },
};

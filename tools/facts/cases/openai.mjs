export default {
  packages: { openai: "6.49.0" },
  snippets: {
    chat: {
      code: `import OpenAI from "openai";
const openai = new OpenAI({ apiKey: "k", baseURL: \`http://127.0.0.1:\${process.env.PORT}/\` });
export const run = () => openai.chat.completions.create({ model: "m", messages: [] });
`,
      isLong: true,
    },
    "with timeout": {
      code: `import OpenAI from "openai";
const openai = new OpenAI({ apiKey: "k", baseURL: \`http://127.0.0.1:\${process.env.PORT}/\`, timeout: 1_000, maxRetries: 0 });
export const run = () => openai.chat.completions.create({ model: "m", messages: [] });
`,
    },
  },
};

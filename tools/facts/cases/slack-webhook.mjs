export default {
  packages: { "@slack/webhook": "7.0.6" },
  snippets: {
    send: {
      code: `import { IncomingWebhook } from "@slack/webhook";
const webhook = new IncomingWebhook(\`http://127.0.0.1:\${process.env.PORT}/\`);
export const run = () => webhook.send("t");
`,
    },
    "with timeout": {
      code: `import { IncomingWebhook } from "@slack/webhook";
const webhook = new IncomingWebhook(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 1_000 });
export const run = () => webhook.send("t");
`,
    },
  },
};

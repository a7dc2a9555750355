export default {
  packages: { "@slack/web-api": "7.12.0" },
  snippets: {
    WebClient: {
      code: `import { WebClient } from "@slack/web-api";
const slack = new WebClient("t", { slackApiUrl: \`http://127.0.0.1:\${process.env.PORT}/\`, retryConfig: { retries: 0 } });
export const run = () => slack.auth.test();
`,
    },
    "with timeout": {
      code: `import { WebClient } from "@slack/web-api";
const slack = new WebClient("t", { slackApiUrl: \`http://127.0.0.1:\${process.env.PORT}/\`, retryConfig: { retries: 0 }, timeout: 1_000 });
export const run = () => slack.auth.test();
`,
    },
  },
};

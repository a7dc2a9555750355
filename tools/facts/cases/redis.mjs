export default {
  packages: { redis: "5.9.0" },
  isUnknownLibrary: true,
  snippets: {
    connect: {
      code: `import { createClient } from "redis";
const client = createClient({ url: \`redis://127.0.0.1:\${process.env.PORT}\` });
client.on("error", () => undefined);
export const run = () => client.connect();
`,
    },
  },
};

export default {
  packages: { ioredis: "5.8.2" },
  isUnknownLibrary: true,
  snippets: {
    get: {
      code: `import Redis from "ioredis";
const redis = new Redis({ host: "127.0.0.1", port: Number(process.env.PORT) });
redis.on("error", () => undefined);
export const run = () => redis.get("k");
`,
    },
    commandTimeout: {
      code: `import Redis from "ioredis";
const redis = new Redis({ host: "127.0.0.1", port: Number(process.env.PORT), commandTimeout: 1_000 });
redis.on("error", () => undefined);
export const run = () => redis.get("k");
`,
    },
  },
};

export default {
  packages: { mongodb: "6.20.0" },
  isUnknownLibrary: true,
  snippets: {
    connect: {
      code: `import { MongoClient } from "mongodb";
const client = new MongoClient(\`mongodb://127.0.0.1:\${process.env.PORT}\`);
export const run = () => client.connect();
`,
      isLong: true,
    },
  },
};

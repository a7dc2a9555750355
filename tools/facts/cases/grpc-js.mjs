const client = `import { credentials, loadPackageDefinition } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
const { ledger } = loadPackageDefinition(
  fromJSON({
    nested: {
      ledger: {
        nested: {
          Empty: { fields: {} },
          Entries: { methods: { load: { requestType: "Empty", responseType: "Empty" } } },
        },
      },
    },
  }),
);
const entries = new ledger.Entries(\`127.0.0.1:\${process.env.PORT}\`, credentials.createInsecure());
`;

export default {
  packages: { "@grpc/grpc-js": "1.14.3", "@grpc/proto-loader": "0.8.0" },
  snippets: {
    "a call": {
      code: `${client}export const run = () =>
  new Promise((resolve, reject) => {
    entries.load({}, (error) => (error ? reject(error) : resolve()));
  });
`,
    },
    deadline: {
      code: `${client}export const run = () =>
  new Promise((resolve, reject) => {
    entries.load({}, { deadline: Date.now() + 1_000 }, (error) => (error ? reject(error) : resolve()));
  });
`,
    },
  },
};

const connection = (options) => `import { Connection } from "tedious";
export const run = () =>
  new Promise((resolve, reject) => {
    const connection = new Connection({
      server: "127.0.0.1",
      options: { port: Number(process.env.PORT), ${options} },
    });
    connection.on("error", reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
`;

export default {
  packages: { tedious: "19.2.1" },
  isUnknownLibrary: true,
  snippets: {
    "connect, 15 s by default": { code: connection("encrypt: false") },
    connectTimeout: { code: connection("connectTimeout: 1_000") },
    "requestTimeout switched off": { code: connection("requestTimeout: 0") },
  },
};

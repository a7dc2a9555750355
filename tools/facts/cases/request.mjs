export default {
  packages: { request: "2.88.2" },
  snippets: {
    "request.get": {
      code: `import request from "request";
export const run = () => new Promise((resolve, reject) => {
  request.get({ url: \`http://127.0.0.1:\${process.env.PORT}/\` }, (error, response) => (error ? reject(error) : resolve(response)));
});
`,
    },
    "with timeout": {
      code: `import request from "request";
export const run = () => new Promise((resolve, reject) => {
  request.get({ url: \`http://127.0.0.1:\${process.env.PORT}/\`, timeout: 1_000 }, (error, response) => (error ? reject(error) : resolve(response)));
});
`,
    },
  },
};

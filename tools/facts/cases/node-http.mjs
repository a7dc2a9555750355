export default {
  packages: {},
  snippets: {
    "http.get": {
      code: `import http from "node:http";
export const run = () =>
  new Promise((resolve, reject) => {
    http.get(\`http://127.0.0.1:\${process.env.PORT}/\`, (response) => resolve(response)).on("error", reject);
  });
`,
    },
    "timeout alone": {
      code: `import http from "node:http";
export const run = () =>
  new Promise((resolve, reject) => {
    http.get(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 1_000 }, (response) => resolve(response)).on("error", reject);
  });
`,
    },
    "timeout with a listener": {
      code: `import http from "node:http";
export const run = () =>
  new Promise((resolve, reject) => {
    const request = http.get(\`http://127.0.0.1:\${process.env.PORT}/\`, { timeout: 1_000 }, (response) => resolve(response));
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error("late")));
  });
`,
    },
  },
};

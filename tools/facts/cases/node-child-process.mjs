export default {
  packages: {},
  snippets: {
    execFile: {
      code: `import { execFile } from "node:child_process";
export const run = () => new Promise((resolve) => {
  execFile("sleep", ["30"], () => resolve());
});
`,
    },
    "execFile with timeout": {
      code: `import { execFile } from "node:child_process";
export const run = () => new Promise((resolve) => {
  execFile("sleep", ["30"], { timeout: 1_000 }, () => resolve());
});
`,
    },
  },
};

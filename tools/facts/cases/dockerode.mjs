export default {
  packages: { dockerode: "4.0.9" },
  snippets: {
    listContainers: {
      code: `import Docker from "dockerode";
const docker = new Docker({ host: "127.0.0.1", port: Number(process.env.PORT), protocol: "http" });
export const run = () => docker.listContainers();
`,
    },
    "with timeout": {
      code: `import Docker from "dockerode";
const docker = new Docker({ host: "127.0.0.1", port: Number(process.env.PORT), protocol: "http", timeout: 1_000 });
export const run = () => docker.listContainers();
`,
    },
  },
};

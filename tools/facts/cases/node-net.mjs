export default {
  packages: {},
  snippets: {
    connect: {
      code: `import net from "node:net";
export const run = () =>
  new Promise((resolve, reject) => {
    const socket = net.connect(Number(process.env.PORT), "127.0.0.1");
    socket.on("data", resolve).on("error", reject);
  });
`,
    },
    "connect with setTimeout": {
      code: `import net from "node:net";
export const run = () =>
  new Promise((resolve, reject) => {
    const socket = net.connect(Number(process.env.PORT), "127.0.0.1");
    socket.setTimeout(1_000, () => socket.destroy(new Error("late")));
    socket.on("data", resolve).on("error", reject);
  });
`,
    },
  },
};

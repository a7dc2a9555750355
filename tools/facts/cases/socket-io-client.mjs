export default {
  packages: { "socket.io-client": "4.8.3" },
  isUnknownLibrary: true,
  snippets: {
    emitWithAck: {
      code: `import { io } from "socket.io-client";
const socket = io(\`http://127.0.0.1:\${process.env.PORT}\`);
export const run = () => socket.emitWithAck("load", 1);
`,
    },
    ackTimeout: {
      code: `import { io } from "socket.io-client";
const socket = io(\`http://127.0.0.1:\${process.env.PORT}\`, { ackTimeout: 1_000 });
export const run = () => socket.emitWithAck("load", 1);
`,
    },
    "timeout()": {
      code: `import { io } from "socket.io-client";
const socket = io(\`http://127.0.0.1:\${process.env.PORT}\`);
export const run = () => socket.timeout(1_000).emitWithAck("load", 1);
`,
    },
    "timeout limits connecting only": {
      code: `import { io } from "socket.io-client";
const socket = io(\`http://127.0.0.1:\${process.env.PORT}\`, { timeout: 1_000, reconnection: false });
export const run = () => socket.emitWithAck("load", 1);
`,
    },
    connect: {
      code: `import { io } from "socket.io-client";
export const run = () =>
  new Promise((resolve, reject) => {
    io(\`http://127.0.0.1:\${process.env.PORT}\`, { timeout: 1_000 }).on("connect", resolve).on("connect_error", reject);
  });
`,
    },
  },
};

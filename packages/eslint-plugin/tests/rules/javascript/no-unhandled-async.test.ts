import { testRule } from "../../harness/test-rule.js";
import { callbacks } from "./no-unhandled-async/callbacks.js";
import { dropped } from "./no-unhandled-async/dropped.js";
import { handlers } from "./no-unhandled-async/handlers.js";
import { held } from "./no-unhandled-async/held.js";
import { late } from "./no-unhandled-async/late.js";
import { lostErrors } from "./no-unhandled-async/lost-errors.js";

testRule("no-unhandled-async", {
  reports: {
    "middleware of Socket.IO": `import { Server } from "socket.io";
const io = new Server();
io.use(async (socket, next) => {
  await fetch(socket.handshake.auth.url, { signal: AbortSignal.timeout(1_000) });
  next();
});
`,
    ...dropped,
    ...callbacks.reports,
    ...handlers.reports,
    ...lostErrors.reports,
    ...late.reports,
  },
  silent: {
    "middleware of Socket.IO that catches": `import { Server } from "socket.io";
const io = new Server();
io.use(async (socket, next) => {
  try {
    await fetch(socket.handshake.auth.url, { signal: AbortSignal.timeout(1_000) });
    next();
  } catch (error) {
    next(error);
  }
});
`,
    "a message of Socket.IO whose acknowledgement a callback takes": `import type { Socket } from "socket.io";
export const ask = (socket: Socket) =>
  new Promise((resolve, reject) => {
    setTimeout(reject, 1_000);
    socket.emit("state", resolve);
  });
`,
    ...held,
    ...callbacks.silent,
    ...handlers.silent,
    ...lostErrors.silent,
    ...late.silent,
  },
});

import { once } from "node:events";
import { createServer, Socket, type Server } from "node:net";
import { runInScope } from "./current-test.js";
import { observeTest } from "./observe-test.js";
import { createTestRecord } from "./test-record.js";

/**
 * Whether the probe sees: it holds a short conversation with itself over the loopback interface, and
 * looks whether it was seen as what it is. Something that replaced Node's sockets before the probe
 * came, or a machine without a loopback interface, makes it false. It must run before any test.
 */
export async function provesSight(): Promise<boolean> {
  const test = createTestRecord();
  try {
    await runInScope({ test }, converse);
  } catch {
    // What went wrong does not matter: nothing was seen.
  }
  test.ended = true;
  const { conversations } = observeTest(test, { opaqueEngines: [], mocks: [] });
  return conversations.some(
    ({ live, bytesOut, bytesIn }) =>
      live && bytesOut === QUESTION.length && bytesIn === ANSWER.length,
  );
}

const QUESTION = "faultline?";
const ANSWER = "faultline!";
/** It takes less than a millisecond; a machine that can't do it in this time can't do it. */
const PATIENCE_MS = 2000;

async function converse(): Promise<void> {
  const server = createServer((socket) => {
    socket.on("error", ignore);
    socket.once("data", () => socket.end(ANSWER));
  });
  try {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    await ask(portOf(server));
  } finally {
    server.close();
  }
}

async function ask(port: number): Promise<void> {
  const socket = new Socket();
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on("error", ignore);
  socket.resume();
  socket.connect(port, "127.0.0.1");
  socket.write(QUESTION);
  await once(socket, "close");
}

function ignore(): void {
  // The conversation is then not seen, which is what is asked.
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

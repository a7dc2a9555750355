import { connect, createServer, type Socket } from "node:net";
import { inject, onTestFinished } from "vitest";
import { listen } from "./listen.js";

/** The database through a line that the test can cut. */
export async function startDatabaseProxy(): Promise<{ url: string; cut(): void }> {
  const database = new URL(inject("databaseUrl"));
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(database.port || 5432), database.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const url = new URL(database);
  url.port = String(await listen(server));
  onTestFinished(() => {
    cut();
    server.close();
  });
  return { url: url.href, cut };
}

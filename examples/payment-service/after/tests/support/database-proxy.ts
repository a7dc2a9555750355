import { connect, createServer, type Socket } from "node:net";
import { inject, onTestFinished } from "vitest";
import { listen } from "./listen.js";

export interface DatabaseProxy {
  readonly url: string;
  /** Closes every connection. */
  cut(): void;
  /** Keeps every connection open and passes nothing on. */
  freeze(): void;
}

/** The database through a line that the test can cut or freeze. */
export async function startDatabaseProxy(): Promise<DatabaseProxy> {
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
  const freeze = () => sockets.forEach((socket) => socket.unpipe());
  const url = new URL(database);
  url.port = String(await listen(server));
  onTestFinished(() => {
    cut();
    server.close();
  });
  return { url: url.href, cut, freeze };
}

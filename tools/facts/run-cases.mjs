import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const RUNNER = join(dirname(fileURLToPath(import.meta.url)), "run-snippet.mjs");

/** How long a snippet is watched. */
export const WINDOW_MS = 12_000;

/**
 * Runs every snippet against a server that accepts connections and never answers.
 * @returns {Promise<Map<string, { outcome: string, ms?: number }>>}
 */
export async function runAll(cases) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const jobs = cases.flatMap(({ name, folder, snippets }) =>
    Object.entries(snippets).map(([title, { code }], index) => {
      const file = join(folder, `snippet-${index}.mjs`);
      writeFileSync(file, code);
      return { key: `${name}/${title}`, file };
    }),
  );
  const results = await Promise.all(jobs.map((job) => runOne(job, port)));
  for (const socket of sockets) socket.destroy();
  server.close();
  return new Map(results);
}

/** The clock of a snippet starts once its libraries are loaded, because many load at the same time. */
function runOne({ key, file }, port) {
  return new Promise((resolve) => {
    const child = fork(RUNNER, [file], {
      env: { ...process.env, PORT: String(port), WINDOW_MS: String(WINDOW_MS) },
      stdio: "ignore",
    });
    let result = { outcome: "ended without a word" };
    child.on("message", (message) => {
      result = message;
      child.kill("SIGKILL");
    });
    child.on("exit", () => resolve([key, result]));
  });
}

// Runs one snippet in a process of its own and says what became of it.
import process from "node:process";
import { pathToFileURL } from "node:url";

const say = (message) => process.send?.(message);
process.on("uncaughtException", () => say({ outcome: "failed" }));

const { run } = await import(pathToFileURL(process.argv[2]).href);
const start = Date.now();
setTimeout(() => say({ outcome: "pending" }), Number(process.env["WINDOW_MS"]));
try {
  await run();
  say({ outcome: "resolved", ms: Date.now() - start });
} catch {
  say({ outcome: "rejected", ms: Date.now() - start });
}

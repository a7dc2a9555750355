// Runs one snippet in a process of its own and says what became of it.
import process from "node:process";
import { pathToFileURL } from "node:url";

const say = (message) => process.send?.(message);
process.on("uncaughtException", (error) => say({ outcome: "failed", detail: String(error) }));

const { run } = await import(pathToFileURL(process.argv[2]).href);
const start = Date.now();
setTimeout(() => say({ outcome: "pending" }), Number(process.env["WINDOW_MS"]));
try {
  await run();
  say({ outcome: "resolved", ms: Date.now() - start });
} catch (error) {
  say({ outcome: "rejected", ms: Date.now() - start, detail: String(error).slice(0, 120) });
}

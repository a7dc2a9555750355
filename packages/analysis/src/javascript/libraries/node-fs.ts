import { blockingCall } from "../kinds/blocking-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** Calls that wait for the disk for as long as a file is large. Looking whether one is there is over at once. */
const WHOLE_FILES = ["readFile", "writeFile", "appendFile", "copyFile", "readdir", "cp", "rm"];

/** fs-extra's own (github.com/jprichardson/node-fs-extra, docs). */
const EXTRA = [
  "copy",
  "move",
  "remove",
  "emptyDir",
  "readJson",
  "readJSON",
  "writeJson",
  "writeJSON",
  "outputFile",
  "outputJson",
];

const blocks =
  (name: string): Recognise =>
  (call) =>
    blockingCall(call, `await fs.promises.${name}(…)`);

const blocksExtra =
  (name: string): Recognise =>
  (call) =>
    blockingCall(call, `await fs.${name}(…)`);

export const nodeFs: Library = defineLibrary({
  packages: ["node:fs", "fs-extra", "graceful-fs"],
  docs: "https://nodejs.org/api/fs.html#synchronous-api",
  sites: {
    ...Object.fromEntries(WHOLE_FILES.map((name) => [`${name}Sync()`, blocks(name)])),
    ...Object.fromEntries(EXTRA.map((name) => [`${name}Sync()`, blocksExtra(name)])),
  },
});

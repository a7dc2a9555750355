import { blockingCall } from "../kinds/blocking-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const CODECS = [
  "gzip",
  "gunzip",
  "deflate",
  "inflate",
  "deflateRaw",
  "inflateRaw",
  "unzip",
  "brotliCompress",
  "brotliDecompress",
  "zstdCompress",
  "zstdDecompress",
];

const blocks =
  (name: string): Recognise =>
  (call) =>
    blockingCall(call, `await promisify(${name})(…)`);

export const nodeZlib: Library = defineLibrary({
  packages: ["node:zlib"],
  docs: "https://nodejs.org/api/zlib.html#convenience-methods",
  sites: Object.fromEntries(CODECS.map((name) => [`${name}Sync()`, blocks(name)])),
});

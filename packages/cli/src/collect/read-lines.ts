import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const CHUNK = 1 << 20;

/** The lines of a file one after the other, however large it is; without their ends. */
export function* readLines(path: string): Generator<string> {
  const file = openSync(path, "r");
  try {
    const decoder = new StringDecoder("utf8");
    const bytes = Buffer.allocUnsafe(CHUNK);
    // Pieces are joined once at the line's end: a file may be one line.
    let pieces: string[] = [];
    for (let count = readSync(file, bytes); count > 0; count = readSync(file, bytes)) {
      const [first = "", ...others] = decoder.write(bytes.subarray(0, count)).split("\n");
      pieces.push(first);
      for (const other of others) {
        yield pieces.join("").replace(/\r$/, "");
        pieces = [other];
      }
    }
    yield pieces.join("") + decoder.end();
  } finally {
    closeSync(file);
  }
}

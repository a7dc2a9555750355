import { relative, sep } from "node:path";

/** `filename` below `directory`, with forward slashes on every platform. */
export function relativePath(directory: string, filename: string): string {
  return relative(directory, filename).split(sep).join("/");
}

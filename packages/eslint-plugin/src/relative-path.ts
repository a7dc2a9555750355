import { relative, sep } from "node:path";

/** `filename` below `directory`, with forward slashes on every platform. */
export function relativePath(directory: string, filename: string): string {
  if (latest?.filename === filename && latest.directory === directory) return latest.path;
  const path = relative(directory, filename).split(sep).join("/");
  latest = { directory, filename, path };
  return path;
}

/** The last answer, since all rules ask for one file before the next. */
let latest:
  { readonly directory: string; readonly filename: string; readonly path: string } | undefined;

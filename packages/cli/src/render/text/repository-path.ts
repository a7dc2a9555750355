import { wellFormed } from "./escape.js";

/** No file system has longer ones. */
const LONGEST_PATH = 4_096;

/**
 * A finding's file as a path from the root of its repository; undefined where it is absolute or
 * leads out of the reviewed folder, so that no reader of a report follows it there.
 */
export function repositoryPath(folder: string, file: string): string | undefined {
  if (/^(?:[\\/]|[a-z]:)/i.test(file) || file === "" || file.length > LONGEST_PATH)
    return undefined;
  const segments: string[] = [];
  for (const segment of wellFormed(file).split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else {
      segments.push(segment);
    }
  }
  if (segments.length === 0) return undefined;
  return folder === "" ? segments.join("/") : `${folder}/${segments.join("/")}`;
}

/** A path as the relative part of a URI: every segment percent-encoded. */
export function relativeUri(path: string): string {
  return path
    .split("/")
    .map((segment) => encodeURIComponent(segment))
    .join("/");
}

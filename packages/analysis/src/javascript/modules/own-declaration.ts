import { GLOBAL, LOCAL, type Origin } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { declaringFiles } from "./declaring-files.js";

/**
 * True for an origin that is nothing but a function or a class of the project, as the text of its file
 * shows. Most calls are of such ones, and most of the files that declare them need not be parsed.
 */
export function isOwnDeclaration({ project, source }: FileFacts, origin: Origin): boolean {
  const name = /^(?:new )?([\w$]*)$/.exec(origin.path)?.[1];
  const { module } = origin;
  if (name === undefined || module === LOCAL || module === GLOBAL || source.path === undefined)
    return false;
  const path = name === "" ? "default" : name;
  const files = declaringFiles(project, source.path, { module, path });
  return (
    files.length > 0 &&
    files.every((file) => project.textAt(file)?.plainDeclarations.has(path) === true)
  );
}

import type { Origin } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { followOrigin } from "./follow-origin.js";
import { isOwnDeclaration } from "./own-declaration.js";

/** What an origin leads to in a package; undefined when it ends in the project's own code. */
export function packageBehind(facts: FileFacts, origin: Origin | undefined): Origin | undefined {
  if (!origin || isOwnDeclaration(facts, origin)) return undefined;
  const target = followOrigin(facts, origin);
  return target?.kind === "package" ? target.origin : undefined;
}

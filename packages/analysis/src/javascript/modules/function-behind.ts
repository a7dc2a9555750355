import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { targetOf } from "./follow-origin.js";
import { implementationOf } from "./implementation.js";
import { takeStep } from "./take-step.js";
import type { LocatedFunction } from "./target.js";

/** The function of the project that an expression stands for, in whichever file it is written. */
export function functionBehind(facts: FileFacts, callee: Node): LocatedFunction | undefined {
  const found = targetOf(facts, callee);
  // A module that is called is its default export.
  const target =
    found?.kind === "module"
      ? takeStep(found, { kind: "name", name: "default" }, { turns: 0, depth: 0 })
      : found;
  if (target?.kind === "signature") return implementationOf(target);
  return target?.kind === "function" ? { node: target.node, facts: target.facts } : undefined;
}

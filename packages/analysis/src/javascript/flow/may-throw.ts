import { GLOBAL, type Origin } from "../bindings/origin.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { Node } from "../source.js";
import { nodesInFunction } from "./walk.js";

/** Methods of loggers; where one can't be resolved, its name has to do, and can only cost a report. */
const LOGS = /^(?:log|trace|debug|verbose|info|warn|warning|error|fatal)$/;

/** True when a call in `root` may throw by design: a budget, a guard, a signal that is aborted. */
export function mayThrow(facts: FileFacts, root: Node): boolean {
  return nodesInFunction(root).some(
    (node) => node.type === "CallExpression" && mayCalleeThrow(facts, node.callee),
  );
}

function mayCalleeThrow(facts: FileFacts, callee: Node): boolean {
  const own = functionBehind(facts, callee);
  if (own) return nodesInFunction(own.node.body).some(({ type }) => type === "ThrowStatement");
  if (callee.type === "MemberExpression" && LOGS.test(staticName(callee) ?? "")) return false;
  const origin = facts.bindings.origin(callee);
  return !origin || !isPartOfNode(origin);
}

function isPartOfNode({ module, path }: Origin): boolean {
  if (module !== GLOBAL) return module.startsWith("node:");
  return (/^[\w$]+/.exec(path)?.[0] ?? "") in globalThis;
}

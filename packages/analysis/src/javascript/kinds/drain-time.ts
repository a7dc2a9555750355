import { constantOf } from "../bindings/constant.js";
import { allNodes } from "../flow/walk.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { DeclaredDraft } from "../recogniser.js";
import type { Node } from "../source.js";

/**
 * How long a shutdown may take before its own timer ends the process: `setTimeout(() => process.exit(1), 30_000)`. Of
 * several the longest counts. `at` stands for a timer in another file.
 */
export function drainTime(handler: LocatedFunction, at: Node): readonly DeclaredDraft[] {
  const timers = timersIn(handler, 0);
  const [longest] = timers.toSorted((a, b) => b.seconds - a.seconds);
  if (!longest) return [];
  const node = longest.file === handler.facts.source.file ? longest.node : at;
  return [{ name: "drain-time", value: longest.seconds, node }];
}

interface Timer {
  readonly seconds: number;
  readonly node: Node;
  readonly file: string;
}

const MAX_DEPTH = 2;

function timersIn({ node, facts }: LocatedFunction, depth: number): readonly Timer[] {
  return allNodes(node.body).flatMap((part): readonly Timer[] => {
    if (part.type !== "CallExpression") return [];
    const [action, delay] = part.arguments;
    const isTimer = facts.bindings.origin(part.callee)?.path === "setTimeout";
    if (isTimer && action && delay) {
      const ms = constantOf(facts.bindings, delay)?.value;
      return typeof ms === "number" && endsProcess(facts, action)
        ? [{ seconds: ms / 1000, node: delay, file: facts.source.file }]
        : [];
    }
    const next = depth < MAX_DEPTH ? functionBehind(facts, part.callee) : undefined;
    return next ? timersIn(next, depth + 1) : [];
  });
}

function endsProcess(facts: LocatedFunction["facts"], action: Node): boolean {
  const body = functionBehind(facts, action);
  return (
    body !== undefined &&
    allNodes(body.node.body).some(
      (part) => part.type === "CallExpression" && isExit(body.facts, part.callee),
    )
  );
}

function isExit({ bindings }: LocatedFunction["facts"], callee: Node): boolean {
  const origin = bindings.origin(callee);
  return (
    origin?.path === "process.exit" || (origin?.module === "node:process" && origin.path === "exit")
  );
}

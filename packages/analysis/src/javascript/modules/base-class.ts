import type { Origin } from "../bindings/origin.js";
import { baseBehind } from "./take-step.js";
import type { Target } from "./target.js";

/** How many classes of the project one may extend in turn. */
const MAX_CLASSES = 6;

/** The class of a package that a class of the project extends in the end: `PrismaClient` of `class Database extends PrismaClient`. */
export function packageBase(
  start: Extract<Target, { kind: "class" | "instance" }>,
): Origin | undefined {
  let current: Target | undefined = start;
  for (let depth = 0; depth < MAX_CLASSES; depth++) {
    if (current?.kind === "package") return current.origin;
    if (current?.kind !== "class" || !current.node.superClass) return undefined;
    current = baseBehind(current.facts, current.node.superClass, { turns: 0, depth: 0 });
  }
  return undefined;
}

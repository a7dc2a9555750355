import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";

/** What shows that code asks where it runs. */
const ASKS_WHERE =
  /NODE_ENV|APP_ENV|\bis_?(?:prod|dev|test|local)|production|development|\bdebug\b|\benv(?:ironment)?\b/i;

/** True for an expression that asks where the code runs; another variable of the environment says nothing of that. */
export function asksWhere(facts: FileFacts, test: Node): boolean {
  return ASKS_WHERE.test(facts.textOf(test).replaceAll(/\b(?:process|Bun|meta)\.env\b(?!\[)/g, ""));
}

/** True for code under a condition that asks where it runs. */
export function isConditional(facts: FileFacts, node: Node): boolean {
  return conditionsAround(node).some(({ test }) => asksWhere(facts, test));
}

/** True where the function around a node asks where it runs, in a condition around the node or anywhere else. */
export function asksWhereAround(facts: FileFacts, node: Node): boolean {
  const scope = enclosingFunction(node);
  const text = scope && facts.textOf(scope).replace(facts.textOf(node), "");
  if (text !== undefined && ASKS_WHERE.test(text)) return true;
  return conditionsAround(node).some(({ test }) => ASKS_WHERE.test(facts.textOf(test)));
}

/** Words of a switch that somebody turns on purpose. */
const ON_PURPOSE =
  /reject|verif|check|identity|hostname|insecure|self_?signed|unauthori[sz]ed|skip|allow|ignore|trust|strict|unsafe|permissive/i;

/** True for what only developers meet, or only those who ask for it: under a condition that says so. */
export function isOutsideProduction(facts: FileFacts, node: Node): boolean {
  return conditionsAround(node).some(({ test, isMet }) => {
    const text = facts.textOf(test);
    if (ON_PURPOSE.test(text)) return true;
    return asksWhere(facts, test) && !meansProduction(text, isMet);
  });
}

/**
 * `NODE_ENV === "production"` that holds, `NODE_ENV !== "production"` that does not. Of several tests that all have to
 * hold, or none, those count that ask where the code runs.
 */
function meansProduction(text: string, isMet: boolean): boolean {
  const [together, apart] = isMet ? ["&&", "||"] : ["||", "&&"];
  if (text.includes(apart) || text.includes("?")) return false;
  return text
    .split(together)
    .filter((part) => ASKS_WHERE.test(part))
    .every((part) => {
      const asksForProduction = /prod(?:uction)?\b|\bis_?prod/i.test(part);
      const isNegated = /!==?|^\s*\(?!/.test(part);
      return asksForProduction ? isMet !== isNegated : isMet === isNegated;
    });
}

/** A test, and whether code is reached or a value taken when it holds. */
export interface Condition {
  readonly test: Node;
  readonly isMet: boolean;
}

/** The tests that decide whether a node is reached or taken: of `if`, `? :`, `&&`, `||`, `??` and `switch`. */
function conditionsAround(node: Node): readonly Condition[] {
  const found: Condition[] = [];
  for (let child: Node = node; child.parent; child = child.parent) {
    const condition = conditionOf(child.parent, child);
    if (condition) found.push(condition);
  }
  return found;
}

function conditionOf(parent: Node, child: Node): Condition | undefined {
  switch (parent.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === child
        ? undefined
        : { test: parent.test, isMet: parent.consequent === child };
    case "LogicalExpression":
      return parent.right === child
        ? { test: parent.left, isMet: parent.operator === "&&" }
        : undefined;
    case "SwitchCase":
      return parent.test ? { test: parent.test, isMet: true } : undefined;
    default:
      return undefined;
  }
}

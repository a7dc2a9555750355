import { DefinitionType } from "@typescript-eslint/scope-manager";
import { methodName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { FunctionNode, Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";

/** How many functions the way out of a start-up may lead through. */
const MAX_FUNCTIONS = 6;

/**
 * True for code that runs once, while the process starts: at module level, or in a function that
 * only module level calls. A crash there is seen at once, and by whoever deployed.
 */
export function isStartUp(facts: FileFacts, node: Node, depth = 0): boolean {
  const own = enclosingFunction(node);
  if (!own) return true;
  if (depth > MAX_FUNCTIONS) return false;
  const { parent } = own;
  if (parent.type === "CallExpression") {
    return runsAtOnce(own, parent) && isStartUp(facts, parent, depth + 1);
  }
  const uses = usesOf(facts, own);
  return (
    uses.length > 0 &&
    uses.every(
      (use) =>
        use.parent?.type === "CallExpression" &&
        use.parent.callee === use &&
        isStartUp(facts, use, depth + 1),
    )
  );
}

/** `(() => …)()`, `start().then(() => …)` and `server.listen(port, () => …)`. */
function runsAtOnce(own: FunctionNode, call: Extract<Node, { type: "CallExpression" }>): boolean {
  if (call.callee === own) return true;
  const name = methodName(call.callee);
  return name !== undefined && /^(?:then|finally|listen)$/.test(name);
}

/** Where a function is used by its name; nothing for one that has none, or is exported. */
function usesOf(facts: FileFacts, own: FunctionNode): readonly Node[] {
  const { parent } = own;
  const name = own.id ?? (parent.type === "VariableDeclarator" ? parent.id : undefined);
  const variable = name && facts.bindings.variables.of(name);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition || isExported(definition.node)) return [];
  return variable.references
    .map(({ identifier }) => identifier)
    .filter((use) => definition.type === DefinitionType.FunctionName || use !== definition.name);
}

function isExported(declaration: Node): boolean {
  const holder = declaration.type === "VariableDeclarator" ? declaration.parent : declaration;
  return (holder.parent?.type ?? "").startsWith("Export");
}

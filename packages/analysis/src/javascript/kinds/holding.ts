import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { runsInPlace } from "../flow/run-in-place.js";
import { allNodes } from "../flow/walk.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";

/** A variable of the very function that makes its value: what only that function can let go of. */
export interface Holder {
  readonly variable: Variable;
  readonly scope: FunctionNode;
  readonly isDisposedOf: boolean;
}

/** Where the value of a call is kept; undefined unless a variable of the same function has it. */
export function holderOf(facts: FileFacts, call: Node): Holder | undefined {
  const scope = enclosingFunction(call);
  const target = targetOf(call);
  const variable = target && facts.bindings.variables.of(target);
  const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
  if (!scope || !variable || definition?.node.type !== "VariableDeclarator") return undefined;
  if (enclosingFunction(definition.node) !== scope) return undefined;
  const { kind } = definition.node.parent;
  return { variable, scope, isDisposedOf: kind === "using" || kind === "await using" };
}

function targetOf(call: Node): TSESTree.Identifier | undefined {
  const { parent } = call;
  switch (parent?.type) {
    case "AwaitExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
      return targetOf(parent);
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? parent.id : undefined;
    case "AssignmentExpression":
      return parent.left.type === "Identifier" && parent.right === call ? parent.left : undefined;
    default:
      return undefined;
  }
}

/** Whether the value can be reached from elsewhere: `kept` by something that outlives the function, or only `lent` to a call. */
export function whereabouts({ variable, scope }: Holder): "own" | "lent" | "kept" {
  let result: "own" | "lent" | "kept" = "own";
  for (const { identifier, init } of variable.references) {
    if (init === true) continue;
    const use = useOf(identifier, scope);
    if (use === "kept") return "kept";
    if (use === "lent") result = "lent";
  }
  return result;
}

function useOf(identifier: Node, scope: FunctionNode): "own" | "lent" | "kept" {
  if (isInLaterFunction(identifier, scope)) return "kept";
  const value = outermost(identifier);
  const { parent } = value;
  switch (parent?.type) {
    case "MemberExpression":
      return parent.object === value ? "own" : "kept";
    case "CallExpression":
    case "NewExpression":
      return parent.callee === value ? "own" : "lent";
    case "AssignmentExpression":
      return parent.left === value ? "own" : "kept";
    case "Property":
      return isArgument(parent.parent) ? "lent" : "kept";
    case "IfStatement":
    case "UnaryExpression":
    case "BinaryExpression":
    case "LogicalExpression":
    case "ConditionalExpression":
    case "ExpressionStatement":
    case "TemplateLiteral":
      return "own";
    default:
      return "kept";
  }
}

/** `{ transaction }` among the arguments of a call. */
function isArgument(object: Node | undefined): boolean {
  return (
    object?.type === "ObjectExpression" &&
    object.parent.type === "CallExpression" &&
    object.parent.callee !== object
  );
}

/** The identifier with the casts, `await` and `!` around it. */
function outermost(node: Node): Node {
  const { parent } = node;
  return parent && parent !== node && unwrap(parent) === unwrap(node) ? outermost(parent) : node;
}

function isInLaterFunction(node: Node, scope: FunctionNode): boolean {
  for (let current = node.parent; current && current !== scope; current = current.parent) {
    if (isFunction(current) && !runsInPlace(current)) return true;
  }
  return false;
}

/** True for a member or call by one of the names on the variable: `client.release()`, `client?.release`. */
export function isMemberOn(
  facts: FileFacts,
  node: Node,
  variable: Variable,
  names: readonly string[],
): boolean {
  if (node.type !== "MemberExpression" || !names.includes(staticName(node) ?? "")) return false;
  return facts.bindings.variables.of(unwrap(node.object)) === variable;
}

/** Functions that tidy up, by their names: one that is not understood can only cost a report. */
const TIDIES =
  /release|close|clean|dispose|destroy|disconnect|shutdown|finish|teardown|rollback|commit/i;

/** True for a call that is handed the variable by a name that says that it lets go of it. */
export function isHandedToCleanUp(facts: FileFacts, node: Node, variable: Variable): boolean {
  if (node.type !== "CallExpression") return false;
  const callee = unwrap(node.callee);
  const name = calleeName(callee);
  return (
    name !== undefined &&
    TIDIES.test(name) &&
    node.arguments.some((argument) => mentions(facts, argument, variable))
  );
}

/** True when the variable is used anywhere in the node. */
export function mentions(facts: FileFacts, node: Node, variable: Variable): boolean {
  return allNodes(node).some(
    (inner) => inner.type === "Identifier" && facts.bindings.variables.of(inner) === variable,
  );
}

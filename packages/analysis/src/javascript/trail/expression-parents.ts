import type { TSESTree } from "@typescript-eslint/types";
import { emitterListenedTo } from "../bindings/emitter.js";
import { staticName } from "../bindings/static-name.js";
import type { Node } from "../source.js";

/** True where the expression around a value has that very value: casts, `await`, branches of a choice. */
export function isTransparent(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case "AwaitExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "ChainExpression":
    case "LogicalExpression":
    case "ConditionalExpression":
      return true;
    case "SequenceExpression":
      return parent.expressions.at(-1) === node;
    default:
      return false;
  }
}

/** True where nothing gets the value: it is tested, compared or printed. */
export function isDropped(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case "ExpressionStatement":
    case "UnaryExpression":
    case "BinaryExpression":
    case "TemplateLiteral":
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
    case "SwitchStatement":
    case "ClassBody":
      return true;
    case "ConditionalExpression":
      return parent.test === node;
    case "LogicalExpression":
      return parent.operator === "&&" && parent.left === node;
    case "SequenceExpression":
      return parent.expressions.at(-1) !== node;
    case "TSTypeQuery":
    case "TSTypeReference":
      return true;
    case "ClassDeclaration":
    case "ClassExpression":
      return parent.superClass !== node;
    default:
      return false;
  }
}

/** The call of a method: `emitter.on(…)` for its callee. */
export function methodCalled(
  member: TSESTree.MemberExpression,
): TSESTree.CallExpression | undefined {
  const { parent } = member;
  return parent.type === "CallExpression" && parent.callee === member ? parent : undefined;
}

/** Methods of emitters and streams that give the emitter again (nodejs.org/api/events.html, stream.html, net.html). */
const CHAINED =
  /^(?:setMaxListeners|removeAllListeners|setEncoding|pause|resume|ref|unref|setTimeout|setNoDelay|setKeepAlive)$/;

export function returnsEmitter(call: TSESTree.CallExpression): boolean {
  if (emitterListenedTo(call)) return true;
  return call.callee.type === "MemberExpression" && CHAINED.test(staticName(call.callee) ?? "");
}

import { absent } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { methodName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { placedNodes } from "../flow/exposed.js";
import { isStartUp } from "../flow/start-up.js";
import { asyncWork } from "../kinds/async-work.js";
import { packageBehind } from "../modules/package-behind.js";
import type { DraftOf } from "../recogniser.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";

/** Methods of promises catch what their callbacks throw; what opens a server or a connection may end the process. */
const EXCUSED = /^(?:then|catch|finally|listen|connect)$/;

/** `if (error) throw error` in the callback of a package's function, where nothing is on the stack to catch it. */
export function throwingCallbacks(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.calls.flatMap((call) => {
    const callback = call.arguments.at(-1);
    if (call.type !== "CallExpression" || !callback || !isFunction(callback)) return [];
    const thrown = rethrown(facts, callback);
    if (!thrown || EXCUSED.test(methodName(call.callee) ?? "")) return [];
    if (!isOfPackage(facts, call.callee) || isStartUp(facts, call)) return [];
    const fact = absent(
      `\`${facts.textOf(call.callee)}\` runs this callback later, when nobody is there to catch what it throws`,
      "hand the error to the caller: reject a promise, or call its callback",
    );
    return [asyncWork("throw", { node: thrown, extent: callback }, fact)];
  });
}

/** The `throw` that is reached when the callback's first parameter, the error, is there. */
function rethrown(facts: FileFacts, callback: FunctionNode): Node | undefined {
  const [error] = callback.params;
  if (error?.type !== "Identifier" || callback.async) return undefined;
  const variable = facts.bindings.variables.of(error);
  const isError = (node: Node): boolean => facts.bindings.variables.of(node) === variable;
  for (const { node, isCaught } of placedNodes(callback.body)) {
    if (node.type === "ThrowStatement" && !isCaught && isUnderTest(node, isError)) return node;
  }
  return undefined;
}

function isUnderTest(node: Node, isError: (node: Node) => boolean): boolean {
  for (let current = node.parent; current && !isFunction(current); current = current.parent) {
    if (current.type === "IfStatement" && testsError(current.test, isError)) return true;
  }
  return false;
}

/** `error`, `error != null`, `error !== null`. */
function testsError(test: TSESTree.Expression, isError: (node: Node) => boolean): boolean {
  if (test.type !== "BinaryExpression") return isError(test);
  return /^!==?$/.test(test.operator) && isError(test.left);
}

function isOfPackage(facts: FileFacts, callee: Node): boolean {
  const origin = packageBehind(facts, facts.bindings.origin(callee));
  return origin !== undefined && origin.module !== GLOBAL;
}

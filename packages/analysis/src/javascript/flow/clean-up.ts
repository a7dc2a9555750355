import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, methodName } from "../bindings/static-name.js";
import type { SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";
import { ancestorsInFunction } from "./enclosing.js";
import { allNodes } from "./walk.js";

const CLEAN_UP =
  /^(?:close|end|destroy|disconnect|release|quit|stop|abort|cancel|unlink|rm|rmdir|remove|terminate|kill|cleanup|dispose|unref|unlock|rollback|shutdown|free|clear|detach|unsubscribe)$/i;

const TIDIES =
  /^(?:rollback|release|close|end|destroy|disconnect|unlock|clean|dispose|unlink|rm|remove|abort|stop|clear|quit)/i;

/** True for an `await` in a `catch` or `finally` that lets go of something: that it fails too is rare, and no one's concern. */
export function isTidyingUp(node: Node): boolean {
  if (node.type !== "AwaitExpression" || node.argument.type !== "CallExpression") return false;
  const { callee } = node.argument;
  const name = methodName(callee);
  return name !== undefined && TIDIES.test(name) && isAfterFailure(node);
}

/** Statements that undo or let go; the failure they follow is the one that counts. */
const UNDOES = /^(?:rollback|release|unlock|deallocate|select pg_advisory_unlock)/i;

/** True when what may fail is only tidying up, whose failure changes nothing for the caller. */
export function isCleanUp(node: Node): boolean {
  const calls = allNodes(node).filter(
    (child): child is TSESTree.CallExpression => child.type === "CallExpression",
  );
  return calls.some(isCleanUpCall);
}

/** `client.close()`, `unlink(path)`. */
export function isCleanUpCall({ callee }: TSESTree.CallExpression): boolean {
  const name = calleeName(callee);
  return name !== undefined && CLEAN_UP.test(name);
}

/** True for a statement such as `ROLLBACK`. */
export function undoes({ target }: SiteDraft): boolean {
  return target !== undefined && UNDOES.test(target);
}

/** True in a `catch` or `finally`: the first failure is on its way out already. */
export function isAfterFailure(node: Node): boolean {
  return [...ancestorsInFunction(node)].some(
    (ancestor) =>
      (ancestor.type === "CatchClause" && ancestor !== node) ||
      (ancestor.parent?.type === "TryStatement" && ancestor.parent.finalizer === ancestor),
  );
}

import { absent, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isAwaitedElsewhere } from "../flow/awaited-elsewhere.js";
import { dropOf, type Drop } from "../flow/dropped.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { isStartUp } from "../flow/start-up.js";
import { nodesInFunction } from "../flow/walk.js";
import { asyncWork, failureHandling } from "../kinds/async-work.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode } from "../source.js";
import { settlementOf } from "../summaries/settlement.js";
import type { Settlement } from "../summaries/promise-forms.js";

/** Calls that only let go of something; their failure changes nothing for anyone. */
const LETS_GO = /^(?:close|end|quit|disconnect|release|unref|stop|kill|terminate|shutdown)$/;

/** Promises that a statement lets go of: nobody holds them, and nobody hears of their failure. */
export function droppedPromises(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.calls.flatMap((call) => {
    const drop = call.type === "CallExpression" ? dropOf(call) : undefined;
    if (!drop || call.type !== "CallExpression") return [];
    const settlement = settlementOf(facts, call) ?? guessed(facts, call, drop);
    if (!settlement) return [];
    const fact = factOf(facts, call, drop, settlement);
    return [asyncWork("promise", { node: headOf(call).callee, extent: call }, fact)];
  });
}

/** What no declaration tells: a method that the same file waits for elsewhere. */
function guessed(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  drop: Drop,
): Settlement | undefined {
  if (drop === "void" || functionBehind(facts, call.callee)) return undefined;
  return isAwaitedElsewhere(facts, call) ? "open" : undefined;
}

function factOf(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  drop: Drop,
  settlement: Settlement,
): Fact {
  const name = facts.textOf(headOf(call).callee).replaceAll(/\s+/g, "");
  if (settlement === "settles" && isAwaitedTooEarly(facts, call)) {
    return absent(
      `the async function around \`${name}()\` is done before its promise is, though callers await it`,
      "await the promise in it",
    );
  }
  if (settlement !== "settles" && isStartUp(facts, call))
    return unknown("it runs once, when the process starts");
  if (LETS_GO.test(lastName(headOf(call)) ?? "")) return unknown("the call only lets go");
  return failureHandling(
    settlement,
    {
      detail: `the promise of \`${name}()\` is neither awaited, returned nor caught`,
      remedy: "await or return it, or end it with a `.catch()` that logs",
    },
    drop === "void" ? "must reject" : "open is enough",
  );
}

/** The call that a chain of `.then()`, `.catch()` and `.finally()` begins with. */
function headOf(call: TSESTree.CallExpression): TSESTree.CallExpression {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.object.type !== "CallExpression") return call;
  return /^(?:then|catch|finally)$/.test(staticName(callee) ?? "") ? headOf(callee.object) : call;
}

function lastName({ callee }: TSESTree.CallExpression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? staticName(callee) : undefined;
}

/** True in an async function that has nothing else to wait for, and that this file awaits. */
function isAwaitedTooEarly(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const own = enclosingFunction(call);
  if (!own?.async || call.parent.parent !== own.body || call === headOf(call)) return false;
  const isEmptyHanded = [...nodesInFunction(own.body)].every(
    (node) =>
      node.type !== "AwaitExpression" && !(node.type === "ReturnStatement" && node.argument),
  );
  return isEmptyHanded && isAwaited(facts, own);
}

function isAwaited(facts: FileFacts, own: FunctionNode): boolean {
  return facts.nodes.calls.some(
    (call) =>
      call.parent.type === "AwaitExpression" && functionBehind(facts, call.callee)?.node === own,
  );
}

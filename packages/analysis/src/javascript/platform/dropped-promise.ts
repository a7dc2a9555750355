import { absent, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { calleeName, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isAwaitedElsewhere } from "../flow/awaited-elsewhere.js";
import { usesAny, variablesIn } from "../flow/derived-variables.js";
import { dropOf, type Drop } from "../flow/dropped.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { writesInPassing } from "../flow/passing-writes.js";
import { isStartUp } from "../flow/start-up.js";
import { endsProcess } from "../flow/ends-process.js";
import { nodesInFunction } from "../flow/walk.js";
import { asyncWork, failureHandling } from "../kinds/async-work.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode } from "../source.js";
import { settlementOf } from "../summaries/settlement.js";
import type { Settlement } from "../summaries/promise-forms.js";

/** Calls that only let go of something; their failure changes nothing for anyone. */
const LETS_GO = /^(?:close|end|quit|disconnect|release|unref|stop|kill|terminate|shutdown)$/;

/** A promise that is just dropped is a defect whatever it waits for; with `void`, only where it can reject. */
const PROOFS: Readonly<Record<Drop, readonly Settlement[]>> = {
  statement: ["rejects", "trusts", "open"],
  void: ["rejects"],
};

/** Promises that a statement lets go of: nobody holds them, and nobody hears of their failure. */
export function droppedPromises(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.calls.flatMap((call) => {
    const drop = call.type === "CallExpression" ? dropOf(call) : undefined;
    // What module level drops runs once, while the process starts.
    if (!drop || call.type !== "CallExpression" || !enclosingFunction(call)) return [];
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
  const isSetHere = facts.source.text.includes(`${facts.textOf(call.callee)} = `);
  return !isSetHere && isAwaitedElsewhere(facts, call) ? "open" : undefined;
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
  if (settlement === "settles" && writesInPassing(facts, call)) {
    return absent(
      `\`${name}()\` starts a write for each item, and the async function around it does not wait for them`,
      "collect the promises, and await `Promise.all()` of them",
    );
  }
  const excuse = settlement === "settles" ? undefined : excuseOf(facts, call);
  if (excuse !== undefined) return unknown(excuse);
  const proofs = handsRequestOn(facts, call) ? PROOFS.statement : PROOFS[drop];
  return failureHandling(settlement, proofs, {
    detail: `the promise of \`${name}()\` is neither awaited, returned nor caught`,
    remedy: "await or return it, or end it with a `.catch()` that logs",
  });
}

function excuseOf(facts: FileFacts, call: TSESTree.CallExpression): string | undefined {
  if (isStartUp(facts, call)) return "it runs once, when the process starts";
  if (catchesSome(facts, call)) return "its `catch` deals with what it knows";
  const head = headOf(call);
  if (LETS_GO.test(calleeName(head.callee) ?? "") || onlyLetsGo(facts, call))
    return "the call only lets go";
  const own = functionBehind(facts, head.callee);
  return own && endsProcess(own) ? "it ends the process anyway" : undefined;
}

/** `void check(request, response, next)`: whoever waits for an answer gets none when it rejects. */
function handsRequestOn(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const parameters = enclosingFunction(call)?.params ?? [];
  const variables = parameters.map((parameter) => facts.bindings.variables.of(parameter));
  return (
    parameters.length === 3 &&
    variables.every(
      (variable, index) =>
        variable !== undefined &&
        call.arguments[index] !== undefined &&
        facts.bindings.variables.of(call.arguments[index]) === variable,
    )
  );
}

/** `promise.then((client) => client.destroy())`. */
function onlyLetsGo(facts: FileFacts, { arguments: [callback] }: TSESTree.CallExpression): boolean {
  const body = callback && facts.bindings.functionOf(callback)?.body;
  if (body?.type !== "CallExpression") return false;
  const name = calleeName(body.callee) ?? "";
  return LETS_GO.test(name) || name === "destroy";
}

/** A `.catch()` that throws some errors again and no others has chosen to end the process for them. */
function catchesSome(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const { callee, arguments: given } = call;
  if (callee.type !== "MemberExpression" || staticName(callee) !== "catch") return false;
  const body = given[0] && facts.bindings.functionOf(given[0])?.body;
  return (
    body?.type === "BlockStatement" &&
    !(body.body.length === 1 && body.body[0]?.type === "ThrowStatement")
  );
}

/** The call that a chain of `.then()`, `.catch()` and `.finally()` begins with. */
function headOf(call: TSESTree.CallExpression): TSESTree.CallExpression {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.object.type !== "CallExpression") return call;
  return /^(?:then|catch|finally)$/.test(staticName(callee) ?? "") ? headOf(callee.object) : call;
}

/** True in an async function that has nothing else to wait for, and that this file awaits. */
function isAwaitedTooEarly(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const own = enclosingFunction(call);
  if (!own?.async || call.parent.parent !== own.body || call === headOf(call)) return false;
  if (own.params.some((parameter) => usesAny(facts, call, variablesIn(facts, parameter))))
    return false;
  const isEmptyHanded = nodesInFunction(own.body).every(
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

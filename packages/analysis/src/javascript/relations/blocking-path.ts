import { absent, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { entryPointOf } from "../flow/entry-point.js";
import { ancestorsInFunction } from "../flow/enclosing.js";
import { filledOnce } from "../flow/filled-once.js";
import { shortText } from "../flow/short-text.js";
import { functionBehind } from "../modules/function-behind.js";
import { mayLeadTo, Trace } from "../modules/may-lead-to.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { Node } from "../source.js";
import { effectsOf } from "../summaries/effects.js";

/** What waits while something else keeps the event loop. */
const WAITING = {
  request: "every other request",
  consumer: "every other message",
  timer: "everything else",
} as const;

/** Whether what stops the event loop runs on the way of a request, a message or a timer, here or in another file. */
export function blockingPath(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements = drafts.flatMap((draft) =>
    draft.kind === "blocking-call"
      ? [{ about: draft, mechanism: "off-request-path", fact: factOf(facts, draft) } as const]
      : [],
  );
  const calls = facts.nodes.calls.flatMap((call) => {
    const draft = call.type === "CallExpression" ? reaching(facts, call) : undefined;
    return draft ? [draft] : [];
  });
  return { statements, drafts: calls };
}

function factOf(facts: FileFacts, draft: DraftOf<"blocking-call">): Fact {
  const waiting = whoWaits(facts, draft.node);
  if (waiting === undefined) return unknown("it is not known to run while others wait");
  if (filledOnce(facts, draft.node)) return unknown("what it gives is kept for the next time");
  if (isForDevelopers(facts, draft.node)) return unknown("only developers run it");
  return absent(`while \`${draft.operation}\` runs, ${waiting} waits`, remedyOf(draft));
}

/** `if (isDevelopment) …`, `if (process.env.NODE_ENV !== "production") …`. */
function isForDevelopers(facts: FileFacts, node: Node): boolean {
  return [...ancestorsInFunction(node)].some(
    (ancestor) =>
      ancestor.type === "IfStatement" &&
      /\bis_?dev|development|NODE_ENV/i.test(facts.textOf(ancestor.test)),
  );
}

const SYNC = /Sync\b/;

const BLOCKING = new Trace((text) => text.mentions(SYNC));

/** A call into another file, to a function that itself stops the event loop where nobody knows of the request. */
function reaching(
  facts: FileFacts,
  call: TSESTree.CallExpression,
): DraftOf<"blocking-call"> | undefined {
  if (facts.draftOf(call) || !mayLeadTo(facts, call.callee, BLOCKING)) return undefined;
  const callee = functionBehind(facts, call.callee);
  if (!callee || callee.facts === facts) return undefined;
  const site = effectsOf(callee).flatMap(({ site: inner, facts: own, distance }) =>
    distance === 0 && inner.kind === "blocking-call" && !filledOnce(own, inner.node) ? [inner] : [],
  )[0];
  const waiting = site && !filledOnce(facts, call) ? whoWaits(facts, call) : undefined;
  if (!site || waiting === undefined) return undefined;
  const detail = `while \`${shortText(facts, call.callee)}\` runs \`${site.operation}\`, ${waiting} waits`;
  return {
    ...site,
    node: call.callee,
    extent: call,
    mechanisms: { "off-request-path": absent(detail, remedyOf(site)) },
  };
}

function whoWaits(facts: FileFacts, node: Node): string | undefined {
  const runBy = entryPointOf(facts, node);
  return runBy === "start-up" || runBy === "unknown" ? undefined : WAITING[runBy];
}

function remedyOf({ details }: DraftOf<"blocking-call">): string {
  return details?.remedy ?? "the asynchronous form";
}

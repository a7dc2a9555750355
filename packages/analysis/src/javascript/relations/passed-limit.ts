import { absent, type Fact } from "@faultline/contract";
import type { Passed } from "../bindings/passed.js";
import { excusedByPlace } from "../kinds/outbound-call.js";
import { functionBehind } from "../modules/function-behind.js";
import { mayLeadTo, Trace } from "../modules/may-lead-to.js";
import type { LocatedFunction } from "../modules/target.js";
import type { FileFacts } from "../file-facts.js";
import { invocationsRun } from "../flow/run-in-place.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { Call } from "../source.js";
import { mayRequest } from "../text-gate.js";
import { mayHaveEffect } from "../summaries/effects.js";

/** How many functions of the project may lie between a call and the request it leads to. */
const MAX_DISTANCE = 3;

const REQUEST = new Trace((text, { own }) => mayRequest(text, own));

/** A request that gets its limit from whoever calls the function around it. */
interface Unlimited {
  readonly site: DraftOf<"outbound-call">;
  readonly fact: Fact;
}

/**
 * Calls of the project's own functions that pass no limit on to a request which takes its options
 * from them: `request(url)` where `request = (url, init) => fetch(url, { ...init, headers })`.
 */
export function passedLimit(facts: FileFacts): Relations {
  const drafts = facts.nodes.calls.flatMap((call) => {
    const callee = wrapperCalled(facts, call);
    const found = callee && unlimitedIn(callee, passedBy(facts, call, callee), 1);
    return found && !excusedByPlace({ facts, node: call })
      ? [indirectCall(facts, call, found)]
      : [];
  });
  return { statements: [], drafts };
}

function wrapperCalled(facts: FileFacts, call: Call): LocatedFunction | undefined {
  if (call.type !== "CallExpression" || facts.draftOf(call)) return undefined;
  if (!mayLeadTo(facts, call.callee, REQUEST)) return undefined;
  const callee = functionBehind(facts, call.callee);
  return callee && callee.node.params.length > 0 ? callee : undefined;
}

function passedBy(
  { bindings }: FileFacts,
  call: Call,
  { node }: LocatedFunction,
  passed?: Passed,
): Passed {
  return { parameters: node.params, arguments: call.arguments, bindings, passed };
}

/** A request of a function that has no limit on behalf of one call, and may have one on behalf of others. */
function unlimitedIn(
  located: LocatedFunction,
  passed: Passed,
  distance: number,
): Unlimited | undefined {
  if (!mayHaveEffect(located, mayGetLimit)) return undefined;
  const { node, facts } = located;
  for (const part of invocationsRun(node.body)) {
    const own = facts.draftOf(part);
    const found = own ? withoutLimit(facts, part, passed, own) : undefined;
    if (found) return found;
    if (own || part.type !== "CallExpression" || distance >= MAX_DISTANCE) continue;
    const callee = wrapperCalled(facts, part);
    if (!callee || callee.node === node) continue;
    const isOwnFault = unlimitedIn(callee, passedBy(facts, part, callee), MAX_DISTANCE);
    const inner = isOwnFault
      ? undefined
      : unlimitedIn(callee, passedBy(facts, part, callee, passed), distance + 1);
    if (inner) return inner;
  }
  return undefined;
}

/** True for a request whose own text does not say that it has no limit. */
function mayGetLimit({ kind, mechanisms }: SiteDraft): boolean {
  return kind === "outbound-call" && mechanisms.timeout?.state !== "absent";
}

function withoutLimit(
  facts: FileFacts,
  part: Parameters<FileFacts["draftOf"]>[0],
  passed: Passed,
  own: SiteDraft,
): Unlimited | undefined {
  if (!mayGetLimit(own)) return undefined;
  const site = facts.project.calls.recognise(facts, part, passed);
  const fact = site?.kind === "outbound-call" ? site.mechanisms.timeout : undefined;
  return site?.kind === "outbound-call" && fact?.state === "absent" ? { site, fact } : undefined;
}

function indirectCall(
  facts: FileFacts,
  call: Call,
  { site, fact }: Unlimited,
): DraftOf<"indirect-call"> {
  // The request is in another function, so the edit that would mend it there is none here.
  const timeout: Fact =
    fact.state === "absent"
      ? absent(`${fact.detail}, and this call hands no limit on`, fact.remedy)
      : fact;
  return {
    kind: "indirect-call",
    library: site.library,
    operation: facts.textOf(call.callee).slice(0, 60),
    node: call.callee,
    extent: call,
    mechanisms: { timeout },
  };
}

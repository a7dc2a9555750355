import { absent, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { entryPointOf } from "../flow/entry-point.js";
import { failureOfRequest } from "../flow/failure-path.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations, Statement } from "../relation.js";
import type { Node } from "../source.js";
import { effectsWithin, type Effect } from "../summaries/effects.js";
import { failsItsCaller } from "../summaries/failing-effect.js";

/**
 * Reads of several services that one request waits for together: `Promise.all([loadUser(), loadNews()])`.
 * Each could be answered without the others, and the failure of one fails all.
 */
export function fallback(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements: Statement[] = [];
  const added: SiteDraft[] = [];
  for (const call of facts.nodes.calls) {
    const found = call.type === "CallExpression" ? readBeside(facts, call) : undefined;
    if (!found) continue;
    const { effect, fact } = found;
    const own = drafts.find((draft) => effect.distance === 0 && draft.node === effect.site.node);
    if (own) statements.push({ about: own, mechanism: "fallback", fact });
    else added.push(indirect(effect, fact));
  }
  return { statements, drafts: added };
}

type Read = Effect & { readonly site: DraftOf<"outbound-call"> };

function readBeside(
  facts: FileFacts,
  call: TSESTree.CallExpression,
): { readonly effect: Read; readonly fact: Fact } | undefined {
  const elements = isAll(facts, call) ? elementsOf(call.arguments[0]) : [];
  if (elements.length < 2) return undefined;
  const reads = elements.flatMap((element) => soleRead(facts, element) ?? []);
  const effect = reads.find(isRequest);
  if (!effect || reads.length !== elements.length) return undefined;
  if (entryPointOf(facts, call) !== "request" || failureOfRequest(facts, call) !== "leaves")
    return undefined;
  const fact = absent(
    `\`${facts.textOf(calleeOf(effect.call))}\` is one of ${String(elements.length)} reads that know nothing of each other, and the request fails with any of them`,
    "`Promise.allSettled`, or `.catch()` with a default on those that the answer can do without",
  );
  return { effect, fact };
}

function isAll(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const origin = facts.bindings.origin(call.callee);
  return origin?.module === GLOBAL && origin.path === "Promise.all";
}

function elementsOf(list: Node | undefined): readonly Node[] {
  const node = list && unwrap(list);
  if (node?.type !== "ArrayExpression") return [];
  const elements = node.elements.filter((element) => element !== null);
  return elements.some(({ type }) => type === "SpreadElement") ? [] : elements;
}

/** The read that an element comes down to; undefined where it does more, writes, or deals with its own failure. */
function soleRead(facts: FileFacts, element: Node): Effect | undefined {
  const effects = effectsWithin(facts, element).filter(({ site }) => site.kind !== "log");
  const [effect] = effects;
  if (!effect || effects.length > 1) return undefined;
  const { site } = effect;
  const isRead =
    (site.kind === "outbound-call" || site.kind === "database-query") &&
    site.details?.access === "read";
  return isRead && failsItsCaller(facts, effect) ? effect : undefined;
}

function isRequest(effect: Effect): effect is Read {
  return effect.site.kind === "outbound-call";
}

function calleeOf(call: Effect["call"]): Node {
  return call.type === "TaggedTemplateExpression" ? call.tag : call.callee;
}

/** A call that leads to the read in another function. */
function indirect({ site, call }: Read, fact: Fact): DraftOf<"outbound-call"> {
  return { ...site, node: calleeOf(call), extent: call, mechanisms: { fallback: fact } };
}

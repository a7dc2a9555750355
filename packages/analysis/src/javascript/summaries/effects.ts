import type { FileFacts } from "../file-facts.js";
import { invocationsRun } from "../flow/run-in-place.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { SiteDraft } from "../recogniser.js";
import type { FunctionNode, Invocation, Node } from "../source.js";

/** Something that running a piece of code does, directly or through the functions of the project it calls. */
export interface Effect {
  readonly site: SiteDraft;
  /** The file the site stands in. */
  readonly facts: FileFacts;
  /** The call in the code that was asked about: the site itself, or the call that leads to it. */
  readonly call: Invocation;
  /** Through how many functions of the project it is reached; 0 for the code itself. */
  readonly distance: number;
}

/** How many functions deep effects are followed. */
const MAX_DISTANCE = 4;

/** How many effects one function may have; what has more is a program, and its summary says nothing. */
const MAX_EFFECTS = 60;

/** What a function does within a number of calls, as the project is in one round. */
interface Summary {
  readonly round: number;
  readonly effects: readonly Effect[];
  /** How deep it was followed; where nothing ended there, it says the same for any depth beyond. */
  readonly reach: number;
  readonly isWhole: boolean;
}

/**
 * By function, one summary for each depth: what is known of a function must not depend on who asked
 * first, or the findings of a file would depend on the files before it.
 */
const summaries = new WeakMap<FunctionNode, Map<number, Summary>>();

/** The summary of each function that nothing was left out of. */
const whole = new WeakMap<FunctionNode, Summary>();

/** What a function does when it is called. */
export function effectsOf(located: LocatedFunction): readonly Effect[] {
  return summarise(located, MAX_DISTANCE).effects;
}

/** False where it is known that nothing a function does passes a test; for what would look through all of it. */
export function mayHaveEffect(
  located: LocatedFunction,
  test: (site: SiteDraft) => boolean,
): boolean {
  const effects = effectsOf(located);
  return effects.length >= MAX_EFFECTS || effects.some(({ site }) => test(site));
}

/** What a piece of a file does when it runs, callbacks that it runs in place included. */
export function effectsWithin(facts: FileFacts, root: Node): readonly Effect[] {
  return gatherEffects(facts, root, MAX_DISTANCE).effects;
}

function summarise({ node, facts }: LocatedFunction, depth: number): Summary {
  const { round } = facts.project;
  const all = whole.get(node);
  if (all?.round === round && all.reach <= depth) return all;
  const byDepth = summaries.get(node) ?? new Map<number, Summary>();
  summaries.set(node, byDepth);
  const known = byDepth.get(depth);
  if (known?.round === round) return known;
  const summary = gatherEffects(facts, node.body, depth);
  if (summary.isWhole) whole.set(node, summary);
  else byDepth.set(depth, summary);
  return summary;
}

function gatherEffects(facts: FileFacts, root: Node, depth: number): Summary {
  const effects: Effect[] = [];
  let [reach, isWhole] = [0, true];
  for (const node of invocationsRun(root)) {
    if (effects.length >= MAX_EFFECTS) break;
    const site = facts.draftOf(node);
    if (site) {
      effects.push({ site, facts, call: node, distance: 0 });
      continue;
    }
    if (depth === 0 && node.type === "CallExpression") isWhole = false;
    const callee = depth > 0 ? calleeOf(facts, node) : undefined;
    if (!callee) continue;
    const inner = summarise(callee, depth - 1);
    isWhole &&= inner.isWhole;
    reach = Math.max(reach, inner.reach + 1);
    for (const effect of inner.effects) {
      effects.push({ ...effect, call: node, distance: effect.distance + 1 });
    }
  }
  return { round: facts.project.round, effects, reach, isWhole };
}

function calleeOf(facts: FileFacts, node: Invocation): LocatedFunction | undefined {
  return node.type === "CallExpression" ? functionBehind(facts, node.callee) : undefined;
}

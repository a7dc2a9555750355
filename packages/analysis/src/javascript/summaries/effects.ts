import type { FileFacts } from "../file-facts.js";
import { nodesRun } from "../flow/run-in-place.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { SiteDraft } from "../recogniser.js";
import { isInvocation, type FunctionNode, type Invocation, type Node } from "../source.js";

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

/** What a function does within a number of calls, with the files that this was read from. */
interface Summary {
  readonly effects: readonly Effect[];
  readonly files: ReadonlySet<FileFacts>;
}

/**
 * By function, one summary for each depth: what is known of a function must not depend on who asked
 * first, or the findings of a file would depend on the files before it.
 */
const summaries = new WeakMap<FunctionNode, Map<number, Summary>>();

/** What a function does when it is called. */
export function effectsOf(located: LocatedFunction): readonly Effect[] {
  return summarise(located, MAX_DISTANCE).effects;
}

/** What a piece of a file does when it runs, callbacks that it runs in place included. */
export function effectsWithin(facts: FileFacts, root: Node): readonly Effect[] {
  return gatherEffects(facts, root, MAX_DISTANCE).effects;
}

function summarise({ node, facts }: LocatedFunction, depth: number): Summary {
  const byDepth = summaries.get(node) ?? new Map<number, Summary>();
  summaries.set(node, byDepth);
  const known = byDepth.get(depth);
  if (known && [...known.files].every((file) => facts.project.isCurrent(file))) return known;
  const summary = gatherEffects(facts, node.body, depth);
  byDepth.set(depth, summary);
  return summary;
}

function gatherEffects(facts: FileFacts, root: Node, depth: number): Summary {
  const effects: Effect[] = [];
  const files = new Set([facts]);
  for (const node of nodesRun(root)) {
    if (!isInvocation(node) || effects.length >= MAX_EFFECTS) continue;
    const site = facts.draftOf(node);
    if (site) {
      effects.push({ site, facts, call: node, distance: 0 });
      continue;
    }
    const callee = depth > 0 ? calleeOf(facts, node) : undefined;
    if (!callee) continue;
    const inner = summarise(callee, depth - 1);
    for (const file of inner.files) files.add(file);
    for (const effect of inner.effects) {
      effects.push({ ...effect, call: node, distance: effect.distance + 1 });
    }
  }
  return { effects, files };
}

function calleeOf(facts: FileFacts, node: Invocation): LocatedFunction | undefined {
  return node.type === "CallExpression" ? functionBehind(facts, node.callee) : undefined;
}

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

interface Summary {
  readonly effects: readonly Effect[];
  readonly files: ReadonlySet<FileFacts>;
  /** False where a call was left out, because it was too far or on its way already. */
  readonly isWhole: boolean;
}

const summaries = new WeakMap<FunctionNode, Summary>();

/** What a function does when it is called. */
export function effectsOf(located: LocatedFunction): readonly Effect[] {
  return summarise(located, new Set()).effects;
}

/** What a piece of a file does when it runs, callbacks that it runs in place included. */
export function effectsWithin(facts: FileFacts, root: Node): readonly Effect[] {
  return gatherEffects(facts, root, new Set()).effects;
}

function summarise({ node, facts }: LocatedFunction, active: ReadonlySet<FunctionNode>): Summary {
  const known = summaries.get(node);
  if (known && [...known.files].every((file) => facts.project.isCurrent(file))) return known;
  const summary = gatherEffects(facts, node.body, new Set([...active, node]));
  if (summary.isWhole || active.size === 0) summaries.set(node, summary);
  return summary;
}

function gatherEffects(facts: FileFacts, root: Node, active: ReadonlySet<FunctionNode>): Summary {
  const effects: Effect[] = [];
  const files = new Set([facts]);
  let isWhole = true;
  for (const node of nodesRun(root)) {
    if (!isInvocation(node) || effects.length >= MAX_EFFECTS) continue;
    const site = facts.draftOf(node);
    if (site) {
      effects.push({ site, facts, call: node, distance: 0 });
      continue;
    }
    const callee = calleeOf(facts, node);
    if (!callee) continue;
    if (active.size >= MAX_DISTANCE || active.has(callee.node)) {
      isWhole = false;
      continue;
    }
    const inner = summarise(callee, active);
    isWhole &&= inner.isWhole;
    for (const file of inner.files) files.add(file);
    for (const effect of inner.effects) {
      effects.push({ ...effect, call: node, distance: effect.distance + 1 });
    }
  }
  return { effects, files, isWhole };
}

function calleeOf(facts: FileFacts, node: Invocation): LocatedFunction | undefined {
  return node.type === "CallExpression" ? functionBehind(facts, node.callee) : undefined;
}

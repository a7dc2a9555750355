import type { Fact, FaultSite } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { beginAnalysis } from "../project/round.js";
import { isBrowserCode } from "./browser-code.js";
import { isOnlyForBrowsers } from "./browser-only.js";
import type { FileFacts } from "./file-facts.js";
import {
  gather,
  gatherInto,
  noNodes,
  type GatheredNodes,
  type GatheringListeners,
} from "./gathered-nodes.js";
import type { ProjectIndex } from "./project-index.js";
import type { SiteDraft } from "./recogniser.js";
import { recogniseShapes } from "./recognise-shapes.js";
import { withRelations } from "./relate-sites.js";
import { defaultProject } from "./default-project.js";
import { sitesFrom } from "./sites-from.js";
import type { JavaScriptSource } from "./source.js";
import { mayHaveSites } from "./text-gate.js";

/** Gathers a file's nodes once and states its sites once, for however many rules ask. */
export class SiteCollector {
  readonly #source: JavaScriptSource;
  readonly #project: ProjectIndex;
  #nodes: GatheredNodes = noNodes();
  #isTaken = false;
  #sites: readonly FaultSite[] | undefined;

  constructor(source: JavaScriptSource, project: ProjectIndex) {
    this.#source = source;
    this.#project = project;
  }

  /** The listeners, for the first caller; nothing for those after it, whose nodes are gathered already. */
  takeListeners(): GatheringListeners | Record<string, never> {
    if (this.#isTaken) return {};
    this.#isTaken = true;
    return gatherInto(this.#nodes);
  }

  /** Walks the file itself, where nothing else traverses it. */
  walk(): this {
    this.#isTaken = true;
    this.#nodes = gather(this.#source.ast);
    return this;
  }

  /** The sites in source order; complete only after the traversal. */
  sites(): readonly FaultSite[] {
    if (this.#sites) return this.#sites;
    const end = beginAnalysis();
    try {
      const facts = this.#project.open(this.#source, this.#nodes);
      this.#sites = sitesFrom(this.#source, recogniseAll(facts));
    } finally {
      end();
    }
    return this.#sites;
  }
}

const collectors = new WeakMap<TSESTree.Program, SiteCollector>();

/**
 * The collector of a file, the same for every caller with the same syntax tree; undefined when the
 * text shows that there is nothing to collect. Keyed on the tree because oxlint reuses everything else.
 */
export function collectorOf(
  source: JavaScriptSource,
  project: ProjectIndex = defaultProject(),
): SiteCollector | undefined {
  const known = collectors.get(source.ast);
  if (known) return known;
  if (!mayHaveSites(source.text, project.own)) return undefined;
  const collector = new SiteCollector(source, project);
  collectors.set(source.ast, collector);
  return collector;
}

function recogniseAll(facts: FileFacts): readonly SiteDraft[] {
  if (!serves(facts)) return [];
  const drafts = withRelations(facts, [...facts.drafts, ...recogniseShapes(facts)]);
  // Who imports a file is asked last, since it reads the project's texts.
  return drafts.some(lacksSomething) && isOnlyForBrowsers(facts) ? [] : drafts;
}

function lacksSomething({ mechanisms }: SiteDraft): boolean {
  return Object.values<Fact | undefined>(mechanisms).some((fact) => fact?.state === "absent");
}

/** Browser code and commands wait for no one else, so nothing in them is judged. */
function serves({ source, package: home }: FileFacts): boolean {
  if (home.role === "front-end" || isBrowserCode(source)) return false;
  if (source.path === undefined) return true;
  if (home.isClientFile(source.path)) return false;
  return !home.isCommand(source.path) || source.text.includes(".listen(");
}

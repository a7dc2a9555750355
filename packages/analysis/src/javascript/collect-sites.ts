import type { Fact, FaultSite, Mechanism } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { beginAnalysis } from "../project/round.js";
import { isBrowserCode } from "./browser-code.js";
import { isOnlyForBrowsers } from "./browser-only.js";
import { withEngine } from "./database-engine.js";
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
import type { Wanted } from "./wanted.js";

/** Gathers a file's nodes once and states its sites once, for however many rules ask. */
export class SiteCollector {
  readonly #source: JavaScriptSource;
  readonly #project: ProjectIndex;
  #nodes: GatheredNodes = noNodes();
  #isTaken = false;
  #wanted: Set<Mechanism> | "all" = new Set();
  #sites: readonly FaultSite[] | undefined;

  constructor(source: JavaScriptSource, project: ProjectIndex) {
    this.#source = source;
    this.#project = project;
  }

  /**
   * Asks for the facts about some mechanisms. Gives the listeners to the first who asks, and nothing to those after it,
   * whose nodes are gathered already.
   */
  takeListeners(mechanisms: readonly Mechanism[]): GatheringListeners | Record<string, never> {
    this.#ask(mechanisms);
    if (this.#isTaken) return {};
    this.#isTaken = true;
    return gatherInto(this.#nodes);
  }

  /** Walks the file itself, where nothing else traverses it, and asks for all facts. */
  walk(): this {
    this.#wanted = "all";
    this.#sites = undefined;
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
      this.#sites = sitesFrom(this.#source, recogniseAll(facts, this.#wanted)).map((site) =>
        withEngine(site, facts.package),
      );
    } finally {
      end();
    }
    return this.#sites;
  }

  #ask(mechanisms: readonly Mechanism[]): void {
    if (this.#wanted === "all") return;
    const before = this.#wanted.size;
    for (const mechanism of mechanisms) this.#wanted.add(mechanism);
    if (this.#wanted.size > before) this.#sites = undefined;
  }
}

const collectors = new WeakMap<TSESTree.Program, SiteCollector | "no sites">();

/**
 * The collector of a file, the same for every caller with the same syntax tree; undefined when the
 * text shows that there is nothing to collect. Keyed on the tree because oxlint reuses everything else.
 */
export function collectorOf(
  source: JavaScriptSource,
  project: ProjectIndex = defaultProject(),
): SiteCollector | undefined {
  const known =
    collectors.get(source.ast) ??
    (mayHaveSites(source.text, project.own) ? new SiteCollector(source, project) : "no sites");
  collectors.set(source.ast, known);
  return known === "no sites" ? undefined : known;
}

function recogniseAll(facts: FileFacts, wanted: Wanted): readonly SiteDraft[] {
  if (!serves(facts)) return [];
  const drafts = withRelations(facts, [...facts.drafts, ...recogniseShapes(facts, wanted)], wanted);
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

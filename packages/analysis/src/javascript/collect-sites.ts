import { siteId, type FaultSite, type SourceRange } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { isBrowserCode } from "./browser-code.js";
import { functionPath } from "./flow/enclosing.js";
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
import type { JavaScriptSource, Node } from "./source.js";
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
    this.#sites ??= finish(
      this.#source,
      recogniseAll(this.#project.open(this.#source, this.#nodes)),
    );
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
  if (!mayHaveSites(source.text)) return undefined;
  const collector = new SiteCollector(source, project);
  collectors.set(source.ast, collector);
  return collector;
}

function recogniseAll(facts: FileFacts): readonly SiteDraft[] {
  if (!serves(facts)) return [];
  return withRelations(facts, [...facts.drafts, ...recogniseShapes(facts)]);
}

/** Browser code and commands wait for no one else, so nothing in them is judged. */
function serves({ source, package: home }: FileFacts): boolean {
  if (home.role === "front-end" || isBrowserCode(source)) return false;
  return (
    source.path === undefined || !home.isCommand(source.path) || source.text.includes(".listen(")
  );
}

function finish(source: JavaScriptSource, drafts: readonly SiteDraft[]): readonly FaultSite[] {
  const ordinals = new Map<string, number>();
  return drafts
    .toSorted((a, b) => a.node.range[0] - b.node.range[0])
    .map((draft) => {
      const path = functionPath(draft.node);
      const group = `${draft.kind}:${path}`;
      const ordinal = ordinals.get(group) ?? 0;
      ordinals.set(group, ordinal + 1);
      return siteOf(source.file, draft, path, ordinal);
    });
}

function siteOf(file: string, draft: SiteDraft, path: string, ordinal: number): FaultSite {
  return {
    id: siteId({ file, kind: draft.kind, function: path, ordinal }),
    kind: draft.kind,
    library: draft.library,
    operation: draft.operation,
    function: path,
    location: { file, ...placeOf(draft.node) },
    extent: draft.extent === "none" ? startOf(draft.node) : rangeOf(draft.extent ?? draft.node),
    ...(draft.protects && { protects: rangeOf(draft.protects) }),
    ...(draft.target !== undefined && { target: draft.target }),
    mechanisms: draft.mechanisms,
  };
}

function rangeOf(node: Node): SourceRange {
  const { start, end } = node.loc;
  return {
    line: start.line,
    column: start.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
  };
}

/** Where a finding is drawn: a statement or clause is told by its keyword, never by the whole of it. */
function placeOf(node: Node): SourceRange {
  const keyword = KEYWORDS[node.type];
  const range = rangeOf(node);
  return keyword
    ? { ...range, endLine: range.line, endColumn: range.column + keyword.length }
    : range;
}

const KEYWORDS: { readonly [Type in Node["type"]]?: string } = {
  CatchClause: "catch",
  ForStatement: "for",
  WhileStatement: "while",
  DoWhileStatement: "do",
};

/** A range that holds nothing, so that nothing in it can be counted as executed. */
function startOf(node: Node): SourceRange {
  const { line, column } = rangeOf(node);
  return { line, column, endLine: line, endColumn: column };
}

import { siteId, type Declared, type FaultSite, type SourceRange } from "@faultline/contract";
import { functionPath } from "./flow/enclosing.js";
import { Positions, rangeOf } from "./positions.js";
import type { DeclaredDraft, SiteDraft } from "./recogniser.js";
import type { JavaScriptSource, Node } from "./source.js";

/** The sites that drafts describe, sorted by place, each with its identity and ranges. */
export function sitesFrom(
  source: JavaScriptSource,
  drafts: readonly SiteDraft[],
): readonly FaultSite[] {
  if (drafts.length === 0) return [];
  const positions = new Positions(source.text);
  const ordinals = new Map<string, number>();
  return drafts
    .toSorted((a, b) => a.node.range[0] - b.node.range[0])
    .map((draft) => {
      const path = functionPath(draft.node);
      const group = `${draft.kind}:${path}`;
      const ordinal = ordinals.get(group) ?? 0;
      ordinals.set(group, ordinal + 1);
      const id = siteId({ file: source.file, kind: draft.kind, function: path, ordinal });
      return siteOf(source.file, id, draft, positions);
    });
}

function siteOf(file: string, id: string, draft: SiteDraft, positions: Positions): FaultSite {
  return {
    id,
    kind: draft.kind,
    library: draft.library,
    operation: draft.operation,
    function: functionPath(draft.node),
    location: { file, ...placeOf(draft.node, positions) },
    extent:
      draft.extent === "none"
        ? startOf(draft.node, positions)
        : rangeOf(draft.extent ?? draft.node, positions),
    ...(draft.protects && { protects: rangeOf(draft.protects, positions) }),
    ...(draft.target !== undefined && { target: draft.target }),
    ...(draft.declared?.length && {
      declared: draft.declared.map((one) => declaredOf(one, positions)),
    }),
    mechanisms: draft.mechanisms,
  };
}

function declaredOf({ name, value, node }: DeclaredDraft, positions: Positions): Declared {
  return { name, value, at: rangeOf(node, positions) };
}

/** Where a finding is drawn: a statement or clause is told by its keyword, never by the whole of it. */
function placeOf(node: Node, positions: Positions): SourceRange {
  const keyword = KEYWORDS[node.type];
  const range = rangeOf(node, positions);
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
function startOf(node: Node, positions: Positions): SourceRange {
  const { line, column } = rangeOf(node, positions);
  return { line, column, endLine: line, endColumn: column };
}

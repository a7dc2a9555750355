import {
  siteId,
  type Fact,
  type FaultKind,
  type FaultSite,
  type Mechanism,
  type SourceLocation,
} from "@faultline/contract";

/** The first twenty columns of a line. */
export function place(file: string, line = 1): SourceLocation {
  return { file, line, column: 1, endLine: line, endColumn: 20 };
}

export interface SiteParts extends Partial<Omit<FaultSite, "kind" | "mechanisms">> {
  readonly mechanisms?: { readonly [Name in Mechanism]?: Fact };
}

/** A site of one line; file and line make its identity. */
export function site<Kind extends FaultKind>(kind: Kind, parts: SiteParts = {}): FaultSite<Kind> {
  const location = parts.location ?? place("src/main.ts");
  return {
    id: siteId({ file: location.file, kind, function: "", ordinal: location.line }),
    library: "javascript",
    operation: kind,
    function: "",
    extent: location,
    ...parts,
    kind,
    location,
    mechanisms: parts.mechanisms ?? {},
  };
}

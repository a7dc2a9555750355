import { siteId, type FaultKind, type FaultSite, type SourceLocation } from "@faultline/contract";

/** The first twenty columns of a line. */
export function place(file: string, line = 1): SourceLocation {
  return { file, line, column: 1, endLine: line, endColumn: 20 };
}

export interface SiteParts<Kind extends FaultKind = FaultKind> extends Partial<
  Omit<FaultSite, "kind" | "mechanisms">
> {
  readonly mechanisms?: FaultSite<Kind>["mechanisms"];
}

/** A site of one line; file and line make its identity. */
export function site<Kind extends FaultKind>(
  kind: Kind,
  parts: SiteParts<Kind> = {},
): FaultSite<Kind> {
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
    // Sound: every mechanism is optional.
    mechanisms: parts.mechanisms ?? ({} as FaultSite<Kind>["mechanisms"]),
  };
}

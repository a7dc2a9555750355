/** A range in a file. Lines and columns count from 1; the end is exclusive. */
export interface SourceRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A range with its file: a path relative to the project root, with forward slashes. */
export interface SourceLocation extends SourceRange {
  readonly file: string;
}

/** Orders locations by file, then by position. */
export function compareLocations(a: SourceLocation, b: SourceLocation): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** True when `inner` lies within `outer`, edges included. */
export function contains(outer: SourceRange, inner: SourceRange): boolean {
  const startsAfter =
    inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  const endsBefore =
    inner.endLine < outer.endLine ||
    (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return startsAfter && endsBefore;
}

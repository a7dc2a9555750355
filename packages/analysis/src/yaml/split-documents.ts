/** The text of one YAML document, and where it starts in its file. */
export interface DocumentText {
  readonly text: string;
  readonly offset: number;
  /** How many lines come before it. */
  readonly line: number;
}

/**
 * Splits a file at its `---` markers, which end a document even inside a block scalar, so that one
 * broken or templated document leaves the others readable.
 */
export function splitDocuments(file: string): readonly DocumentText[] {
  const starts = [0, ...[...file.matchAll(/^---(?=\s|$)/gm)].map((match) => match.index)];
  let line = 0;
  return starts.map((offset, index) => {
    const text = file.slice(offset, starts[index + 1]);
    const document = { text, offset, line };
    line += text.split("\n").length - 1;
    return document;
  });
}

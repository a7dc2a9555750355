const ESC = String.fromCodePoint(0x1b);
const BEL = String.fromCodePoint(0x07);
const CSI = String.fromCodePoint(0x9b);

/** ECMA-48: control sequences, operating system commands that end, and two-character escapes. */
const ANSI_SEQUENCE = new RegExp(
  [
    `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
    `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)`,
    `${ESC}[ -/]*[0-~]`,
  ].join("|"),
  "g",
);

/** Marks that reorder or hide text: a reader must see what is there. */
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** Untrusted text as one line that a terminal only prints. */
export function plain(text: string): string {
  return harmless(text.replace(ANSI_SEQUENCE, "").replace(/\s+/g, " ")).trim();
}

/**
 * Untrusted text as the inside of one Markdown line: a paragraph, a list item or a table cell.
 * Code spans stay code spans where they can do no harm.
 */
export function markdownInline(text: string): string {
  return plain(text)
    .split(/(?<!`)(`[^`]+`)(?!`)/)
    .map((part, index) => (index % 2 === 1 && FITS_CODE_SPAN.test(part) ? part : escapeProse(part)))
    .join("")
    .replace(/^[-+#=]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** Untrusted text as a Markdown code span; as escaped text where a span could not hold it. */
export function markdownCode(text: string): string {
  const span = `\`${plain(text)}\``;
  return FITS_CODE_SPAN.test(span) ? span : escapeProse(plain(text));
}

/** Nothing that ends a span or a table cell, or that a careless renderer takes for HTML. */
const FITS_CODE_SPAN = /^`[^`|\\<&]+`$/;

function escapeProse(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*[\]|~]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(MENTION, "`$&`");
}

/** In a comment `@name` notifies people, and scoped packages look like that; a code span does not. */
const MENTION = /(?<!\w)@\w(?:[\w./-]*\w)?/g;

/** Untrusted text as a fenced block that nothing in the text can close. */
export function markdownFence(language: string, text: string): string {
  const lines = plainLines(text.trimEnd());
  const runs = lines.join("\n").match(/`+/g) ?? [];
  const fence = "`".repeat(runs.reduce((length, run) => Math.max(length, run.length + 1), 3));
  return [fence + language, ...lines, fence].join("\n");
}

/** The first `length` characters, with an ellipsis where something was cut off. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).trimEnd()}…`;
}

/** The lines of an untrusted text; tabs and blank lines stay. */
export function plainLines(text: string): readonly string[] {
  const lines = text.replace(ANSI_SEQUENCE, "").split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.map((line) => line.split("\t").map(harmless).join("\t"));
}

function harmless(text: string): string {
  return wellFormed(text.replace(INVISIBLE, "").replace(/\p{Cc}/gu, ""));
}

/** The text with halves of surrogate pairs replaced: encoders throw at them, or write what no one reads. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\uFFFD");
}

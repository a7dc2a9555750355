import { analyseSource } from "@faultline/analysis";
import type { Fact, FaultSite, SourceRange } from "@faultline/contract";
import { FaultlineError } from "../errors.js";
import type { LintedFile } from "./lint-message.js";

/** What a stream of rendered manifests is called: no file of a project can have the name. */
const STREAM = "<stdin>";

/** Its name for whoever goes by a file's ending. */
export const STREAM_FILE = `${STREAM}.yaml`;

const REMEDY =
  "Pipe rendered manifests in: `helm template CHART | faultline review --stdin-manifests`.";

/** Standard input, as far as it is read here. */
export interface Input extends AsyncIterable<unknown> {
  readonly isTTY?: boolean;
}

/** Everything that is piped in; refused where nothing is, or where it is no manifest. */
export async function readManifests(input: Input | undefined): Promise<string> {
  if (!input || input.isTTY === true)
    throw new FaultlineError("--stdin-manifests needs manifests on standard input.", REMEDY);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of input) {
    const bytes = Buffer.from(piece as string | Uint8Array);
    size += bytes.length;
    if (size > MAX_BYTES)
      throw new FaultlineError(
        "Standard input holds more than 64 MB.",
        "Review fewer charts at once.",
      );
    pieces.push(bytes);
  }
  return checked(
    Buffer.concat(pieces)
      .toString("utf8")
      .replace(/^\uFEFF/, ""),
  );
}

const MAX_BYTES = 64 * 1024 * 1024;

function checked(text: string): string {
  if (text.trim() === "") throw new FaultlineError("Standard input is empty.", REMEDY);
  if (!/^\s*"?apiVersion"?\s*:/m.test(text))
    throw new FaultlineError("Standard input holds no Kubernetes object.", REMEDY);
  const analysed = analyseSource(STREAM_FILE, text);
  if (analysed.ok) return text;
  const { line, message } = analysed.problem;
  throw new FaultlineError(
    `Standard input, line ${String(line)}, does not parse: ${message}`,
    "Mend the template that renders it, then pipe it in again.",
  );
}

/** Where each line of the stream came from. */
export interface Rendered {
  readonly text: string;
  readonly placeOf: (line: number) => RenderedPlace;
}

interface RenderedPlace {
  /** `<stdin>/chart/templates/api.yaml` below Helm's `# Source:` comment, else the stream. */
  readonly file: string;
  /** How many lines of the stream come before the file's first. */
  readonly before: number;
}

/** Reads Helm's comments: a finding then names its template, and the line of what `helm template -s` renders of it. */
export function toRendered(text: string): Rendered {
  const parts: (RenderedPlace & { readonly from: number })[] = [];
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const source = /^# Source: (\S+)\s*$/.exec(line)?.[1];
    if (source === undefined) return;
    const from = /^---\s*$/.test(lines[index - 1] ?? "") ? index - 1 : index;
    const file = `${STREAM}/${source}`;
    // A template that renders several documents is one file, as far as they follow each other.
    const latest = parts.at(-1);
    const before = latest?.file === file ? latest.before : from;
    parts.push({ file, before, from });
  });
  return {
    text,
    placeOf(line) {
      const part = parts.findLast(({ from }) => from < line);
      return part ?? { file: STREAM, before: 0 };
    },
  };
}

/** The sites of the stream, each at its template. */
export function renderedSites({ text, placeOf }: Rendered): readonly FaultSite[] {
  const analysed = analyseSource(STREAM_FILE, text);
  const sites = analysed.ok ? analysed.sites : [];
  return sites.map((site) => {
    const { file, before } = placeOf(site.location.line);
    const facts = Object.entries<Fact>(site.mechanisms).map(([name, fact]) => [
      name,
      fact.state === "absent" && fact.at ? { ...fact, at: shifted(fact.at, before) } : fact,
    ]);
    return {
      ...site,
      id: site.id.replace(STREAM_FILE, STREAM),
      location: { ...shifted(site.location, before), file },
      extent: shifted(site.extent, before),
      mechanisms: Object.fromEntries(facts) as FaultSite["mechanisms"],
    };
  });
}

/** Lint results of the stream, each message at its template. */
export function renderedLint(
  { placeOf }: Rendered,
  { messages }: LintedFile,
): readonly LintedFile[] {
  return messages.map((message) => {
    const { file, before } = placeOf(message.line);
    const { line, endLine } = message;
    return {
      file,
      messages: [
        {
          ...message,
          line: line - before,
          ...(endLine !== undefined && { endLine: endLine - before }),
        },
      ],
    };
  });
}

function shifted<Range extends SourceRange>(range: Range, by: number): Range {
  return { ...range, line: range.line - by, endLine: range.endLine - by };
}

import {
  Copy,
  DockerfileParser,
  PropertyInstruction,
  Run,
  type Heredoc as ParsedHeredoc,
  type Instruction as ParsedInstruction,
} from "dockerfile-ast";
import { joinLines, Places, plainText, sliceText, type CommandText } from "./command-text.js";
import type { Flag, Heredoc, Instruction, Pair } from "./instruction.js";

/** A Dockerfile's text, read line by line; what its instructions mean together is in `build.ts`. */
export interface ParsedDockerfile {
  readonly instructions: readonly Instruction[];
  /** Offsets from the sign to the end of the line. */
  readonly comments: readonly { readonly from: number; readonly to: number }[];
  readonly escape: string;
  /** The image that reads the file instead of Docker's own reader: `# syntax=docker/dockerfile:1`. */
  readonly syntax: string | undefined;
  readonly places: Places;
}

/** Many times what people write; the parser takes seconds for more. */
const MAX_CHARACTERS = 40 * 1024;

/** The only door to the Dockerfile parser. Never throws; undefined for what is too large or breaks it. */
export function parseDockerfile(text: string): ParsedDockerfile | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function parse(text: string): ParsedDockerfile {
  const file = DockerfileParser.parse(text);
  const places = new Places(text);
  const escape = file.getEscapeCharacter();
  const reading: Reading = { text, places, escape };
  return {
    instructions: file.getInstructions().map((instruction) => toInstruction(instruction, reading)),
    comments: file.getComments().map((comment) => ({
      from: places.offsetOf(comment.getRange().start),
      to: places.offsetOf(comment.getRange().end),
    })),
    escape,
    syntax: file
      .getDirectives()
      .find((directive) => directive.getName().toLowerCase() === "syntax")
      ?.getValue(),
    places,
  };
}

interface Reading {
  readonly text: string;
  readonly places: Places;
  readonly escape: string;
}

function toInstruction(parsed: ParsedInstruction, reading: Reading): Instruction {
  const { text, places, escape } = reading;
  const [range, keyword] = [parsed.getRange(), parsed.getInstructionRange()];
  const [from, to] = [places.offsetOf(range.start), places.offsetOf(range.end)];
  const [start, end] = [places.offsetOf(keyword.start), places.offsetOf(keyword.end)];
  const heredocs = heredocsOf(parsed).map((heredoc) => toHeredoc(heredoc, to, reading));
  const [first] = heredocs;
  const bodyAt = first ? (first.body.offsets[0] ?? to) : to;
  const whole = joinLines(text, end, Math.min(bodyAt, to), escape);
  const { flags, rest } = splitFlags(whole, parsed.getKeyword());
  return {
    keyword: parsed.getKeyword(),
    keywordRange: places.range(start, end),
    range: places.range(from, to),
    flags,
    text: rest,
    exec: execForm(rest.text),
    pairs: parsed instanceof PropertyInstruction ? pairsOf(parsed, places) : [],
    heredocs,
  };
}

function heredocsOf(parsed: ParsedInstruction): readonly ParsedHeredoc[] {
  const mayHold = parsed instanceof Run || parsed instanceof Copy;
  return mayHold ? parsed.getHeredocs() : [];
}

function toHeredoc(parsed: ParsedHeredoc, end: number, { text, places }: Reading): Heredoc {
  const [content, delimiter] = [parsed.getContentRange(), parsed.getDelimiterRange()];
  const stop = delimiter ? places.offsetOf(delimiter.start) : end;
  const from = content ? places.offsetOf(content.start) : stop;
  const to = content ? Math.max(from, places.offsetOf(content.end)) : from;
  return {
    body: plainText(text, from, to),
    range: places.range(from, delimiter ? places.offsetOf(delimiter.end) : end),
    isClosed: delimiter !== null,
  };
}

const FLAGGED = new Set(["FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"]);
const FLAG = /^\s*--([a-z][a-z-]*)(?:=("[^"]*"|\S*))?(?=\s|$)/;

function splitFlags(
  whole: CommandText,
  keyword: string,
): { readonly flags: readonly Flag[]; readonly rest: CommandText } {
  const flags: Flag[] = [];
  let at = 0;
  while (FLAGGED.has(keyword)) {
    const found = FLAG.exec(whole.text.slice(at));
    if (!found) break;
    const [all, name = "", value = ""] = found;
    flags.push({ name, value: value.replace(/^"|"$/g, "") });
    at += all.length;
  }
  const spaces = /^\s*/.exec(whole.text.slice(at))?.[0].length ?? 0;
  return { flags, rest: sliceText(whole, at + spaces) };
}

/** Docker reads as a shell's command what is not quite JSON. */
function execForm(text: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isStrings = Array.isArray(value) && value.every((item) => typeof item === "string");
    return isStrings ? value : undefined;
  } catch {
    return undefined;
  }
}

function pairsOf(parsed: PropertyInstruction, places: Places): Pair[] {
  return parsed.getProperties().map((property) => {
    const [name, range] = [property.getNameRange(), property.getRange()];
    return {
      name: property.getName(),
      value: property.getUnescapedValue() ?? property.getValue() ?? undefined,
      range: places.range(
        places.offsetOf(name.start),
        Math.max(places.offsetOf(name.end), places.offsetOf(range.end)),
      ),
    };
  });
}

import type { SourceRange } from "@faultline/contract";
import type { CommandText } from "./command-text.js";

/** One instruction of a Dockerfile, with its continuation lines put together. */
export interface Instruction {
  /** In capitals, as Docker reads it whatever its case. */
  readonly keyword: string;
  readonly keywordRange: SourceRange;
  readonly range: SourceRange;
  /** `--from=build` and the like; a flag may stand there more than once. */
  readonly flags: readonly Flag[];
  /** What follows the flags, without comments between its lines. */
  readonly text: CommandText;
  /** The strings of the exec form: `["node", "main.js"]`. */
  readonly exec: readonly string[] | undefined;
  /** What `ENV` and `ARG` set. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
}

export interface Flag {
  readonly name: string;
  readonly value: string;
}

export interface Pair {
  readonly name: string;
  /** Undefined for an `ARG` without a default. */
  readonly value: string | undefined;
  readonly range: SourceRange;
}

export interface Heredoc {
  readonly body: CommandText;
  /** From the line after the instruction's to the delimiter. */
  readonly range: SourceRange;
  readonly isClosed: boolean;
}

/** The value of the instruction's flag, the first if there are more. */
export function flagOf(instruction: Instruction, name: string): string | undefined {
  return instruction.flags.find((flag) => flag.name === name)?.value;
}

/** The words after the flags: sources and target of a copy, the image and the name of a stage. */
export function wordsOf({ text, exec }: Instruction): readonly string[] {
  return exec ?? text.text.split(/\s+/).filter((word) => word !== "");
}

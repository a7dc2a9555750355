import type { CollectedLint } from "./lint-message.js";

/** A file of which nothing is known, because it could not be read as its name says. */
export interface Unreadable {
  readonly file: string;
  readonly line: number;
  /** A clause after the place: `does not parse: Unexpected token`. */
  readonly problem: string;
}

/**
 * How a message begins after which no rule ran. ESLint calls a directive that it doesn't take fatal as well, and goes on: what a
 * project writes to its own linter keeps nobody from judging.
 */
const NOT_READ = /^(?:Parsing error|Preprocessing error|ESLint stopped): /;

/** The files of which a linter says that it could not read them. */
export function unreadableIn(linted: readonly CollectedLint[]): readonly Unreadable[] {
  return linted
    .flatMap(({ files }) => files)
    .flatMap(({ file, messages }) => {
      const fatal = messages.find((message) => message.fatal && NOT_READ.test(message.message));
      return fatal
        ? [{ file, line: fatal.line, problem: `can't be linted: ${fatal.message}` }]
        : [];
    });
}

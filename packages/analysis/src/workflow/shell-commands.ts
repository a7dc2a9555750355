/** One command of a script. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** As it begins in the script, up to the end of its first line. */
  readonly head: string;
}

/** The commands of a script, in their order; continued lines are joined, comments are left out. */
export function commandsOf(script: string): readonly ShellCommand[] {
  return script
    .replace(/\\\r?\n/g, "\u0000")
    .split(/\r?\n/)
    .filter((line) => !/^\s*#/.test(line))
    .flatMap((line) => line.split(/&&|\|\||;|\|/))
    .flatMap((part) => {
      const words = part.replaceAll("\u0000", " ").trim().split(/\s+/);
      const first = words.findIndex((word) => !isPrefix(word));
      const [head = ""] = part.split("\u0000");
      return first < 0 || words[first] === ""
        ? []
        : [{ words: words.slice(first).map(unquoted), head: head.trim() }];
    });
}

function isPrefix(word: string): boolean {
  return /^(?:sudo|time|exec|then|do|else|if|!|-|\w+=\S*)$/.test(word);
}

function unquoted(word: string): string {
  return word.replace(/^["']|["']$/g, "");
}

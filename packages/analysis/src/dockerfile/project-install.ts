import type { ShellCommand } from "./shell-commands.js";

/** A command that installs what the project's own manifest asks for. */
export interface ProjectInstall {
  readonly manager: "npm" | "yarn" | "pnpm" | "bun";
  readonly command: ShellCommand;
  /** The package manager's own word: `install`, `ci`. */
  readonly task: string;
  readonly flags: readonly string[];
}

const TASKS: Readonly<Record<string, RegExp>> = {
  npm: /^(?:i|in|ins|inst|insta|instal|install|isntall|ci|clean-install|ic|install-clean)$/,
  yarn: /^install$/,
  pnpm: /^(?:i|install)$/,
  bun: /^(?:i|install|ci)$/,
};
/** Flags of installs that take the next word. */
const WITH_VALUE =
  /^(?:--(?:prefix|cwd|dir|filter|registry|cache|loglevel|network-timeout|omit|include|store-dir|workspace|mutex|cache-folder|modules-folder|location|only|cpu|os|libc|install-strategy|reporter|network-concurrency|child-concurrency|fetch-timeout|fetch-retries)|-C|-F|-w)$/;
const NOT_OF_PROJECT =
  /^(?:-g|--global(?:=true)?|--location=global|--version|-v|-V|--help|-h|--dry-run|--package-lock-only|--lockfile-only)$/;

/** Undefined for commands that install something else: a tool, a package by its name. */
export function toInstall(command: ShellCommand): ProjectInstall | undefined {
  const words = withoutWrappers(command.words);
  const manager = managerOf(words[0] ?? "");
  if (manager === undefined) return undefined;
  const { flags, rest } = readArguments(words.slice(1));
  if (flags.some((flag) => NOT_OF_PROJECT.test(flag))) return undefined;
  if (flags.some((flag, index) => flag === "--location" && flags[index + 1] === "global"))
    return undefined;
  const [task = manager === "yarn" ? "install" : "", ...packages] = rest;
  if (!TASKS[manager]?.test(task) || packages.some((name) => name !== ".")) return undefined;
  return { manager, command, task, flags };
}

function managerOf(word: string): ProjectInstall["manager"] | undefined {
  return word === "npm" || word === "yarn" || word === "pnpm" || word === "bun" ? word : undefined;
}

function withoutWrappers(words: readonly string[]): readonly string[] {
  const first = words.findIndex(
    (word) => !/^(?:exec|env|sudo|corepack|time|npx|command|\w+=.*)$/s.test(word),
  );
  return first < 0 ? [] : words.slice(first);
}

function readArguments(words: readonly string[]): {
  readonly flags: readonly string[];
  readonly rest: readonly string[];
} {
  const flags: string[] = [];
  const rest: string[] = [];
  let isValue = false;
  for (const word of words) {
    if (/^\d?[<>]|^&>/.test(word)) break;
    if (isValue || word.startsWith("-")) {
      flags.push(word);
      isValue = !isValue && WITH_VALUE.test(word);
    } else rest.push(word);
  }
  return { flags, rest };
}

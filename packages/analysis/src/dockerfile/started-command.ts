import { entrypointOf, type BaseImage } from "./base-image.js";
import type { Instruction } from "./instruction.js";
import { lineageOf, type Stage } from "./build.js";

/** What a container of the image starts when it is told nothing else. */
export interface StartedCommand {
  /** `CMD` or `ENTRYPOINT`, whichever names the program. */
  readonly instruction: Instruction;
  /** With the shell that the shell form brings. */
  readonly words: readonly string[];
  /** The same as somebody would write it, on one line. */
  readonly text: string;
}

/** Undefined where the Dockerfile starts nothing, or where the base decides what starts what. */
export function startedCommand(
  stage: Stage,
  base: BaseImage | undefined,
): StartedCommand | undefined {
  const { entrypoint, command, shell } = instructionsOf(stage);
  const instruction = entrypoint ?? command;
  if (instruction === undefined) return undefined;
  const main = wordsIn(instruction, shell);
  if (main.length === 0 || instruction.text.text === "[]") return undefined;
  if (entrypoint) {
    // The shell form of an entrypoint takes no arguments.
    const more = command && entrypoint.exec ? wordsIn(command, shell) : [];
    const named = command && more.length > 0 && isOnlyInit(main) ? command : entrypoint;
    return startedBy(named, [...main, ...more]);
  }
  const before = base && entrypointOf(base);
  return before && startedBy(instruction, [...before, ...main]);
}

/** True for an entrypoint that leaves it to the command to name the program. */
function isOnlyInit([path = "", ...options]: readonly string[]): boolean {
  const isInit = /(?:^|\/)(?:tini|tini-static|dumb-init|catatonit|docker-init)$/.test(path);
  return isInit && options.every((word) => word.startsWith("-"));
}

const NODE = /(?:^|[\s/])(?:node|nodejs|npm|npx|yarn|pnpm|bun|deno|pm2-runtime|next|nest)(?:$|\s)/;

/** True where the container surely runs JavaScript: its base, its command or what it installs says so. */
export function runsNode(
  base: BaseImage | undefined,
  { text }: StartedCommand,
  history: readonly Instruction[],
): boolean {
  const repository = base?.image.repository ?? "";
  return (
    base?.official === "node" ||
    /^(?:oven\/bun|denoland\/deno|distroless\/nodejs)/.test(repository) ||
    NODE.test(text) ||
    history.some((one) => one.keyword === "RUN" && /\b(?:nodejs|nodesource)\b/.test(one.text.text))
  );
}

interface StartInstructions {
  readonly entrypoint: Instruction | undefined;
  readonly command: Instruction | undefined;
  readonly shell: readonly string[];
}

function instructionsOf(stage: Stage): StartInstructions {
  let [entrypoint, command]: (Instruction | undefined)[] = [];
  let shell: readonly string[] = ["/bin/sh", "-c"];
  for (const { instructions } of lineageOf(stage)) {
    let isOwn = false;
    for (const instruction of instructions) {
      if (instruction.keyword === "SHELL") shell = instruction.exec ?? shell;
      else if (instruction.keyword === "CMD") [command, isOwn] = [instruction, true];
      else if (instruction.keyword === "ENTRYPOINT") {
        entrypoint = instruction;
        // A command that an earlier stage left there was for another entrypoint.
        if (!isOwn) command = undefined;
      }
    }
  }
  return { entrypoint, command, shell };
}

function wordsIn({ exec, text }: Instruction, shell: readonly string[]): readonly string[] {
  return exec ?? [...shell, text.text.trim()];
}

function startedBy(instruction: Instruction, words: readonly string[]): StartedCommand {
  const bare = words.length === 3 && words[1] === "-c" ? words.slice(2) : words;
  return { instruction, words, text: bare.join(" ").replace(/\s+/g, " ").trim() };
}

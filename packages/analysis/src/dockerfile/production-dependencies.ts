import { absentAt, present, unknown, type Fact, type SourceRange } from "@faultline/contract";
import { historyOf, Scope, stageCalled, type Build, type Stage } from "./build.js";
import type { Places } from "./command-text.js";
import { flagOf, wordsOf, type Instruction } from "./instruction.js";
import { toInstall, type ProjectInstall } from "./project-install.js";
import { isShell, runCommands } from "./run-commands.js";
import type { ShellCommand } from "./shell-commands.js";
import { fillIn, type Variables } from "./variables.js";

/** Where packages that only development needs came in, and how. */
interface Installed {
  readonly at: SourceRange;
  readonly text: string;
  /** False where whether they are there depends on the build. */
  readonly isSure: boolean;
}

/** What a folder's `node_modules` hold, by the folder. */
type Folders = Map<string, Installed | undefined>;

/** Whether the final image is without packages that only development needs; undefined where it installs none. */
export function productionDependenciesFact(build: Build, places: Places): Fact | undefined {
  const folders = foldersOf(build.final, build, places, new Map());
  if (folders.size === 0) return undefined;
  const development = [...folders.values()].find((installed) => installed !== undefined);
  if (!development) return present("only production dependencies are installed");
  if (!development.isSure)
    return unknown("a build argument or a script decides what stays installed");
  return absentAt(
    development.at,
    `${development.text} also installs what only development needs, and the image that runs keeps it`,
    "a stage of its own for the build, and an install with --omit=dev for what runs",
  );
}

/** Each stage is read once; one that copies from itself finds nothing there. */
function foldersOf(
  stage: Stage,
  build: Build,
  places: Places,
  known: Map<Stage, Folders>,
): Folders {
  const read = known.get(stage);
  if (read) return read;
  const folders: Folders = new Map();
  known.set(stage, folders);
  const scope = new Scope(build.globals);
  let folder = "/";
  for (const instruction of historyOf(stage)) {
    scope.pass(instruction);
    const words = wordsOf(instruction);
    if (instruction.keyword === "WORKDIR")
      folder = inFolder(folder, fillIn(words.join(" "), scope.variables) ?? words.join(" "));
    else if (instruction.keyword === "COPY")
      takeCopied(instruction, folders, (name) => {
        const source = stageCalled(name, build.stages);
        return source && foldersOf(source, build, places, known);
      });
    else if (instruction.keyword === "RUN")
      takeInstalled(instruction, { folders, folder, variables: scope.variables, places });
  }
  return folders;
}

function inFolder(folder: string, path: string): string {
  const trimmed = path.replace(/^\.\/|\/$/g, "");
  return path.startsWith("/") ? trimmed : `${folder.replace(/\/$/, "")}/${trimmed}`;
}

/** Only a copy of `node_modules` by that name says that they come along. */
function takeCopied(
  copy: Instruction,
  folders: Folders,
  sourceFolders: (stage: string) => Folders | undefined,
): void {
  const from = flagOf(copy, "from");
  const words = wordsOf(copy);
  const [source = ""] = words;
  const isWhole = words.length === 2 && /(?:^|\/)node_modules\/?$/.test(source);
  if (from === undefined || !isWhole) return;
  const there = sourceFolders(from);
  // With several folders it is not plain whose packages these are.
  if (there?.size === 1)
    for (const installed of there.values()) folders.set(`copy ${source}`, installed);
}

interface Place {
  readonly folders: Folders;
  readonly folder: string;
  readonly variables: Variables;
  readonly places: Places;
}

function takeInstalled(run: Instruction, { folders, folder, variables, places }: Place): void {
  let current = folder;
  for (const command of runCommands(run)) {
    const [first = "", second = ""] = command.words;
    if (first === "cd") current = inFolder(current, second);
    const install = toInstall(command);
    if (install) {
      const held = developmentOf(install, command, variables);
      folders.set(
        current,
        held === "no" ? undefined : { ...described(install, places), isSure: held === "yes" },
      );
    } else if (takesAway(command)) for (const name of folders.keys()) folders.set(name, undefined);
    else if (mayTakeAway(command))
      for (const [name, held] of folders) folders.set(name, held && { ...held, isSure: false });
  }
}

function described({ command }: ProjectInstall, places: Places): Omit<Installed, "isSure"> {
  return { at: places.range(command.from, command.to), text: command.words.slice(0, 2).join(" ") };
}

/** A prune, or the removal of packages: what is left nobody can say, and it is meant to be less. */
function takesAway({ words }: ShellCommand): boolean {
  const text = words.join(" ");
  if (/^(?:\S*\/)?rm\b/.test(text)) return text.includes("node_modules");
  return (
    /^(?:npm|pnpm|yarn|npx|bun|turbo|lerna|rush|modclean|node-prune)\b/.test(text) &&
    /\b(?:prune|deploy|workspaces focus|autoclean|remove|uninstall|node-prune)\b/.test(text)
  );
}

/** A script of the project, whose text is elsewhere. */
function mayTakeAway({ words: [first = "", ...rest] }: ShellCommand): boolean {
  if (/\.(?:ba)?sh$|^make$/.test(first) || (isShell(first) && rest.length > 0)) return true;
  const isScript = /^(?:npm|pnpm|yarn|bun)$/.test(first);
  return isScript && /prune|clean|prod\b|deploy|package|bundle/.test(rest.join(" "));
}

function developmentOf(
  { flags, manager }: ProjectInstall,
  { assignments }: ShellCommand,
  variables: Variables,
): "yes" | "no" | "unknown" {
  const text = flags.join(" ");
  if (/--include[= ]dev\b|--production=false|--prod=false|--dev\b/.test(text)) return "yes";
  if (/--omit[= ]dev\b|--production\b|--prod\b|--only[= ]prod|-P\b|--no-dev\b/.test(text))
    return "no";
  if (text.includes("$")) return "unknown";
  for (const name of [
    "NODE_ENV",
    "NPM_CONFIG_OMIT",
    "npm_config_omit",
    "NPM_CONFIG_PRODUCTION",
    "npm_config_production",
  ]) {
    const isSet = assignments.has(name) || variables.has(name);
    if (!isSet || manager === "bun") continue;
    const value = assignments.get(name) ?? variables.get(name);
    if (value === undefined || value.includes("$")) return "unknown";
    if (/^(?:production|dev|true)$/.test(value)) return "no";
  }
  return "yes";
}

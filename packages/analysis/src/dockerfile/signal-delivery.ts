import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { shellOf, type BaseImage } from "./base-image.js";
import { plainText } from "./command-text.js";
import { isShell, shellScript } from "./run-commands.js";
import { shellCommands, type ShellCommand } from "./shell-commands.js";
import type { ToolVersions } from "./tool-versions.js";
import type { StartedCommand } from "./started-command.js";

/** What decides which process a signal reaches. */
interface Surroundings {
  readonly shell: ReturnType<typeof shellOf> | "bash";
  readonly tools: ToolVersions;
}

/** What becomes of SIGTERM: undefined is doubt. */
type Delivery =
  | { readonly state: "reaches" | "unknown"; readonly why: string }
  | { readonly state: "lost"; readonly why: string; readonly remedy: string };

/**
 * Whether SIGTERM, sent to the first process, reaches the program and leaves it time. How shells and package
 * managers behave was tried in a PID namespace of its own: dash 0.5.12, BusyBox 1.35, bash 5.2, npm 8 to 11, yarn 1.22
 * and 4, pnpm 9, 10 and 12.
 */
export function signalDeliveryFact(
  { instruction, words }: StartedCommand,
  base: BaseImage | undefined,
  tools: ToolVersions,
): Fact {
  const shell = base ? shellOf(base) : "unknown";
  const delivery = deliveryTo(words, { shell, tools }, 0);
  switch (delivery.state) {
    case "reaches":
      return present(delivery.why);
    case "unknown":
      return unknown(delivery.why);
    case "lost":
      return absentAt(instruction.keywordRange, delivery.why, delivery.remedy);
  }
}

const INIT = new Set(["tini", "tini-static", "docker-init", "catatonit"]);
const RUNTIMES = new Set(["node", "nodejs", "bun", "deno", "python", "python3", "pm2-runtime"]);
/** They carry out the rest of their line in their own place; the number is of words to skip. */
const REPLACED_BY_REST: Readonly<Record<string, number>> = {
  exec: 1,
  env: 1,
  nohup: 1,
  gosu: 2,
  "su-exec": 2,
};
const MAX_LAYERS = 5;

function deliveryTo(words: readonly string[], around: Surroundings, layers: number): Delivery {
  const [path = "", ...rest] = words;
  const program = path.slice(path.lastIndexOf("/") + 1);
  if (program === "" || layers > MAX_LAYERS) return doubt("what starts can't be told");
  if (program === "dumb-init" || (INIT.has(program) && /^-\w*g/.test(rest[0] ?? "")))
    return doubt("the init signals all processes at once");
  if (INIT.has(program)) return deliveryTo(afterOptions(rest), around, layers + 1);
  const skipped = REPLACED_BY_REST[program];
  if (skipped !== undefined) {
    if (words.slice(1, skipped + 1).some((word) => word.startsWith("-")))
      return doubt("what starts can't be told");
    const next = words.slice(skipped);
    const first = next.findIndex((word) => !/^\w+=/.test(word));
    return deliveryTo(next.slice(Math.max(first, 0)), around, layers + 1);
  }
  if (isShell(path)) {
    const script = shellScript(words);
    if (script === undefined) return doubt("a script decides what becomes of signals");
    const shell = program === "bash" ? "bash" : around.shell;
    return deliveryThroughShell(script, { ...around, shell }, layers);
  }
  const managed = deliveryThroughManager(program, rest, around);
  if (managed) return managed;
  return RUNTIMES.has(program)
    ? { state: "reaches", why: `${program} gets the container's signals itself` }
    : doubt(`what ${program} does with signals is not known`);
}

function doubt(why: string): Delivery {
  return { state: "unknown", why };
}

function afterOptions(words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  if (end >= 0) return words.slice(end + 1);
  const first = words.findIndex((word) => !word.startsWith("-"));
  return first < 0 ? [] : words.slice(first);
}

const EXEC = "Put exec in front of the last command, or start the program in the exec form";

/** A shell passes no signal on; it is out of the way only where it turned into the program. */
function deliveryThroughShell(script: string, around: Surroundings, layers: number): Delivery {
  const commands = shellCommands(plainText(script, 0, script.length));
  const [last, before] = [commands.at(-1), commands.at(-2)];
  if (!last) return doubt("what starts can't be told");
  if (commands.some(({ words }) => words[0] === "trap"))
    return doubt("the shell has a trap, which may pass signals on");
  if (last.words[0] === "exec") return deliveryTo(last.words, around, layers + 1);
  if (commands.some(({ words }) => words[0] === "exec"))
    return doubt("the shell makes way for the program in one of its branches");
  const program = nameOf(last);
  if (before?.then === "|") {
    return {
      state: "lost",
      why: `the shell stays in front of the pipe that ends in ${program} and passes no signal on`,
      remedy: "Start the program in the exec form, and leave its output as it is",
    };
  }
  if (last.then === "&" || last.words[0] === "wait") {
    return {
      state: "lost",
      why: "the shell waits for processes in its background and passes no signal on",
      remedy: "Give each process a container of its own, or start them under an init such as s6",
    };
  }
  if (around.shell === "dash") {
    return {
      state: "lost",
      why: `Debian's sh stays in front of ${program} and passes no signal on`,
      remedy: MANAGER.test(last.words[0] ?? "") ? DIRECT : EXEC,
    };
  }
  if (around.shell === "unknown") return doubt("what sh is in this image is not known");
  const isStraight = commands.slice(0, -1).every(({ then }) => then === "&&" || then === ";");
  if (!isStraight || BRANCHES.test(script))
    return doubt("which command ends the script can't be told");
  return deliveryTo(last.words, around, layers + 1);
}

const MANAGER = /^(?:npm|npx|pnpm|yarn)$/;
const BRANCHES = /(?:^|[;&|\n])\s*(?:if|for|while|until|case)\s/;

function nameOf({ words }: ShellCommand): string {
  const text = words.join(" ");
  return text.length > 60 ? (words[0] ?? "") : text;
}

const DIRECT = 'Start the program itself, as in CMD ["node", "dist/main.js"]';

/** Undefined for other programs than package managers. */
function deliveryThroughManager(
  program: string,
  rest: readonly string[],
  { shell, tools }: Surroundings,
): Delivery | undefined {
  const task = rest.find((word) => !word.startsWith("-")) ?? "";
  const isScript = !["exec", "dlx", "node", "x", "create", "install"].includes(task);
  switch (program) {
    case "npm":
      if (!isScript || shell !== "dash")
        return doubt("npm hands signals to its sh, and what becomes of them there is not known");
      return {
        state: "lost",
        why: "npm hands SIGTERM to the sh between it and the script, and that dies of it without passing it on",
        remedy: DIRECT,
      };
    case "pnpm":
      if (!isScript || shell !== "dash" || !tools.hasOldPnpm)
        return doubt("what pnpm does with signals depends on its version and its sh");
      return {
        state: "lost",
        why: "pnpm ends as soon as the sh between it and the script dies of SIGTERM, and the container ends with it",
        remedy: DIRECT,
      };
    case "yarn":
    case "yarnpkg":
      if (!isScript || !tools.hasClassicYarn)
        return doubt("what yarn does with signals depends on its version");
      return {
        state: "lost",
        why: "yarn 1 ends at once on SIGTERM without passing it on, and the container ends with it",
        remedy: DIRECT,
      };
    default:
      return undefined;
  }
}

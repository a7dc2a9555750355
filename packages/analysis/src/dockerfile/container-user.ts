import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { isDistroless, userOf, type BaseImage } from "./base-image.js";
import { historyOf, Scope, type Build, type Stage } from "./build.js";
import { wordsOf, type Instruction } from "./instruction.js";
import type { StartedCommand } from "./started-command.js";
import { fillIn } from "./variables.js";

/** Whether the process that the image starts runs as another user than root. */
export function nonRootFact(
  build: Build,
  base: BaseImage | undefined,
  started: StartedCommand,
): Fact {
  const doubt = doubtOf(historyOf(build.final), started);
  const named = lastUser(build.final, build);
  if (named) {
    if (named.user === undefined) return unknown("which user the build names can't be told");
    if (!isRoot(named.user)) return present(`it runs as ${named.user}`);
    if (doubt !== undefined) return unknown(doubt);
    return absentAt(
      named.instruction.range,
      "this is the last USER, and it names root",
      remedyFor(base),
    );
  }
  const user = base ? userOf(base) : "unknown";
  if (user === "other") return present("its base names another user than root");
  if (user === "unknown" || !base) return unknown("which user its base names is not known");
  if (doubt !== undefined) return unknown(doubt);
  const name = base.official ?? base.image.repository;
  return absentAt(
    started.instruction.keywordRange,
    `no USER is set, and ${name} images run as root`,
    remedyFor(base),
  );
}

/** A user that the image already has, where it is known to have one. */
function remedyFor(base: BaseImage | undefined): string {
  if (base?.official === "node") return "USER node";
  if (base && isDistroless(base.image)) return "USER nonroot";
  return base?.image.repository === "oven/bun" ? "USER bun" : "USER 10001";
}

function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user);
}

interface NamedUser {
  readonly instruction: Instruction;
  readonly user: string | undefined;
}

function lastUser(final: Stage, { globals }: Build): NamedUser | undefined {
  const scope = new Scope(globals);
  let last: NamedUser | undefined;
  for (const instruction of historyOf(final)) {
    scope.pass(instruction);
    if (instruction.keyword !== "USER") continue;
    last = { instruction, user: fillIn(wordsOf(instruction).join(" "), scope.variables) };
  }
  return last;
}

/** Programs that go on as another user. */
const DROPS =
  /\b(?:gosu|su-exec|setpriv|setuidgid|s6-setuidgid|runuser|chpst|chroot|capsh|fixuid|suexec|supervisord?|s6-overlay|s6-svscan|sudo|su)\b/;

/** Why root at the start need not be root later. */
function doubtOf(
  history: readonly Instruction[],
  { words, text }: StartedCommand,
): string | undefined {
  if (DROPS.test(text)) return "what starts may give up root";
  const [main = ""] = words;
  const isScript = words.some(
    (word, index) => index < 4 && /\.(?:ba)?sh$|entry-?point|\/init$/i.test(word) && word !== "sh",
  );
  if (isScript || /^\/?(?:start|run|init)$/.test(main))
    return "a script starts the program, and may give up root first";
  const isInstalled = history.some(
    ({ keyword, text: { text: own } }) =>
      (keyword === "RUN" || keyword === "COPY" || keyword === "ADD") &&
      /\b(?:gosu|su-exec|s6-overlay|supervisor|fixuid)\b/.test(own),
  );
  return isInstalled ? "the image has a program that gives up root" : undefined;
}

import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { historyOf, Scope, type Build, type Stage } from "./build.js";
import type { Places } from "./command-text.js";
import { wordsOf, type Instruction } from "./instruction.js";
import { toInstall, type ProjectInstall } from "./project-install.js";
import { runCommands } from "./run-commands.js";
import type { ShellCommand } from "./shell-commands.js";
import type { Variables } from "./variables.js";

/** An install, and whether it takes what the lock file says or nothing. */
export interface InstallStep {
  readonly instruction: Instruction;
  readonly install: ProjectInstall;
  readonly fact: Fact;
}

/** The installs of the needed stages. */
export function installSteps(
  build: Build,
  needed: ReadonlySet<Stage>,
  places: Places,
): readonly InstallStep[] {
  const steps = new Map<Instruction, InstallStep>();
  for (const stage of build.stages) {
    if (!needed.has(stage)) continue;
    const scope = new Scope(build.globals);
    const own = new Set(stage.instructions);
    let isChecked = false;
    const copied: Instruction[] = [];
    for (const instruction of historyOf(stage)) {
      scope.pass(instruction);
      if (instruction.keyword === "COPY" || instruction.keyword === "ADD") copied.push(instruction);
      const hasLock = !isOnlyManifest(copied);
      const step = stepOf(instruction, { variables: scope.variables, places, hasLock });
      if (!step) continue;
      if (own.has(instruction)) steps.set(instruction, isChecked ? afterLocked(step) : step);
      isChecked ||= step.fact.state === "present";
    }
  }
  return [...steps.values()];
}

/** What an install finds there. */
interface Around {
  readonly variables: Variables;
  readonly places: Places;
  /** False where it surely has no lock file. */
  readonly hasLock: boolean;
}

/** True where all that was copied are single files, the manifest among them, and none of them is a lock file. */
function isOnlyManifest(copied: readonly Instruction[]): boolean {
  const files = copied.flatMap((instruction) => wordsOf(instruction).slice(0, -1));
  const isManifest = (file: string): boolean => /(?:^|\/)package\.json$/.test(file);
  return (
    files.some(isManifest) &&
    files.every(
      (file) => isManifest(file) || (/^[\w./-]*\.[cm]?[jt]s$/.test(file) && !file.includes("lock")),
    )
  );
}

/** A locked install fails where the lock file does not settle everything, so that nothing is left to resolve. */
function afterLocked(step: InstallStep): InstallStep {
  if (step.fact.state !== "absent") return step;
  return { ...step, fact: unknown("a locked install went before it") };
}

/** The first install of a `RUN` that is not locked, else the first one. */
function stepOf(instruction: Instruction, around: Around): InstallStep | undefined {
  if (instruction.keyword !== "RUN") return undefined;
  const commands = runCommands(instruction);
  const steps = commands.flatMap((command, index) => {
    const install = toInstall(command);
    if (!install) return [];
    const isSecondTry = commands[index - 1]?.then === "||";
    const fact = isSecondTry
      ? unknown("it is tried where another install has failed")
      : lockFact(install, {
          ...around,
          variables: exportsBefore(commands.slice(0, index), around.variables),
        });
    return [{ instruction, install, fact }];
  });
  return steps.find(({ fact }) => fact.state === "absent") ?? steps[0];
}

function exportsBefore(commands: readonly ShellCommand[], variables: Variables): Variables {
  const exported = commands.flatMap(({ words, assignments }) =>
    words[0] === "export"
      ? words.slice(1).map((word) => word.split("=", 2) as [string, string | undefined])
      : words.length === 0
        ? [...assignments]
        : [],
  );
  return new Map([...variables, ...exported]);
}

const LOCKED = /^--(?:frozen-lockfile|immutable|pure-lockfile)(?:=true)?$/;

function lockFact(
  { manager, task, flags, command }: ProjectInstall,
  { variables, places, hasLock }: Around,
): Fact {
  const text = `${manager} ${task}`;
  const at = places.range(command.from, command.to);
  const setting = (name: string): string | undefined =>
    command.assignments.get(name) ?? variables.get(name);
  switch (manager) {
    case "npm":
      return /^(?:ci|clean-install|ic|install-clean)$/.test(task)
        ? present("npm ci installs what the lock file says")
        : hasLock
          ? absentAt(at, `${text} may take newer versions than the lock file says`, "npm ci")
          : absentAt(
              at,
              `${text} finds no lock file, because package.json is copied without it`,
              "npm ci, with the lock file copied too",
            );
    case "yarn":
      if (flags.some((flag) => LOCKED.test(flag)) || isOn(setting("CI")))
        return present("yarn installs what the lock file says");
      if (isOn(setting("YARN_ENABLE_IMMUTABLE_INSTALLS")))
        return present("yarn installs what the lock file says");
      return absentAt(
        at,
        `${text} resolves anew what the lock file does not settle`,
        "yarn install --frozen-lockfile, or --immutable from version 2 on",
      );
    case "pnpm": {
      if (flags.some((flag) => LOCKED.test(flag)))
        return present("pnpm installs what the lock file says");
      if (flags.includes("--offline")) return unknown("pnpm takes what it has fetched before");
      const isRefused = flags.some((flag) =>
        /^--(?:no-frozen-lockfile|frozen-lockfile=false)$/.test(flag),
      );
      if (!isRefused && isOn(setting("CI")))
        return present("pnpm installs what the lock file says");
      return absentAt(
        at,
        `${text} resolves anew what the lock file does not settle${isRefused ? "" : ", since a build has no CI variable"}`,
        "pnpm install --frozen-lockfile",
      );
    }
    case "bun":
      return task === "ci" || flags.some((flag) => LOCKED.test(flag))
        ? present("bun installs what the lock file says")
        : absentAt(at, `${text} may take newer versions than the lock file says`, "bun ci");
  }
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(?:|0|false|no)$/i.test(value.replace(/^["']|["']$/g, ""));
}

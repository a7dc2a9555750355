import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { FaultlineError } from "../errors.js";
import { isRecord } from "../is-record.js";

/** How to run a project's tests with the reporter added. */
export interface TestRun {
  /** What to give Node: its own flags, the runner's command line and the runner's arguments. */
  readonly args: readonly string[];
  /** What a user types to run the tests without Faultline. */
  readonly command: string;
}

/** A test runner that Faultline has a reporter for. */
interface TestRunner {
  readonly name: string;
  /** Its package, and its command within it. */
  readonly package: string;
  readonly command: string;
  readonly args: readonly string[];
}

// Reporters as paths, because the project need not have them installed.
const { resolve } = createRequire(import.meta.url);

const RUNNERS: readonly TestRunner[] = [
  {
    name: "Vitest",
    package: "vitest",
    command: "npx vitest run",
    args: ["run", "--reporter=default", `--reporter=${resolve("@faultline/test-reporter/vitest")}`],
  },
  {
    name: "Jest",
    package: "jest",
    command: "npx jest",
    args: ["--reporters=default", `--reporters=${resolve("@faultline/test-reporter/jest")}`],
  },
];

/**
 * The run of the project's tests. Where several runners are installed, the one that the project's
 * `test` script names is the project's, then one that it depends on itself.
 */
export function findTestRun(root: string): TestRun {
  const manifest = read(join(root, "package.json"));
  const test = property(property(manifest, "scripts"), "test");
  const script = typeof test === "string" ? test : "";
  const dependencies = ["dependencies", "devDependencies"].flatMap((kind) =>
    Object.keys(Object(property(manifest, kind)) as object),
  );
  const installed = RUNNERS.flatMap((runner) => {
    const file = commandLine(root, runner);
    return file === undefined ? [] : [{ runner, file }];
  });
  const found =
    installed.find(({ runner }) => new RegExp(`\\b${runner.package}\\b`).test(script)) ??
    installed.find(({ runner }) => dependencies.includes(runner.package)) ??
    installed[0];
  if (found === undefined) {
    throw new FaultlineError(
      `--run-tests found neither ${RUNNERS.map(({ name }) => name).join(" nor ")} in this project.`,
      "Install the project's dependencies first, or give the evidence of another run with --evidence FILE.",
    );
  }
  // Jest runs ES modules only in a Node that was started with this.
  const flags = script.includes(VM_MODULES) ? [VM_MODULES] : [];
  return { args: [...flags, found.file, ...found.runner.args], command: found.runner.command };
}

const VM_MODULES = "--experimental-vm-modules";

/** The file of the runner's command; undefined where it is not installed. */
function commandLine(root: string, runner: TestRunner): string | undefined {
  try {
    const file = createRequire(join(root, "package.json")).resolve(
      `${runner.package}/package.json`,
    );
    const bin = property(read(file), "bin");
    const command = typeof bin === "string" ? bin : property(bin, runner.package);
    return typeof command === "string" ? join(dirname(file), command) : undefined;
  } catch {
    // Not installed, or not resolvable from here.
    return undefined;
  }
}

/** A manifest's content; undefined where there is none that can be read. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function property(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

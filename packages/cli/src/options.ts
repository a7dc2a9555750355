import { parseArgs, type ParseArgsConfig } from "node:util";
import { SEVERITIES, type Severity } from "@faultline/contract";
import { FaultlineError, reasonOf } from "./errors.js";
import { isFormat, RENDERERS, type Format } from "./render/render.js";

export const PRESETS = ["recommended", "strict"] as const;
export type Preset = (typeof PRESETS)[number];

const FORMATS: readonly Format[] = Object.keys(RENDERERS).filter(isFormat);

/** One `--format`: where a file is named, the text goes there instead of to standard output. */
export interface Output {
  readonly format: Format;
  readonly file?: string;
}

export interface ReviewOptions {
  readonly paths: readonly string[];
  readonly preset: Preset | undefined;
  readonly runTests: boolean;
  readonly stdinManifests: boolean;
  readonly evidence: readonly string[];
  readonly lint: readonly string[];
  readonly sarif: readonly string[];
  readonly outputs: readonly Output[];
  readonly failOn: Severity | undefined;
}

interface Flag {
  readonly type: "string" | "boolean";
  readonly multiple?: true;
  readonly value?: string;
  readonly help: string;
  readonly commands: readonly string[];
}

/** Every flag, once: parsing, help and the list of known names are made from it. */
const FLAGS: Readonly<Record<string, Flag>> = {
  preset: {
    type: "string",
    value: PRESETS.join("|"),
    help: "which of Faultline's own rules and checks, whatever the project has",
    commands: ["review", "verdict"],
  },
  "run-tests": {
    type: "boolean",
    help: "run the project's tests first, with the reporter",
    commands: ["review"],
  },
  "stdin-manifests": {
    type: "boolean",
    help: "also review the Kubernetes manifests on standard input, as `helm template` renders them",
    commands: ["review"],
  },
  evidence: {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "what a test run proved (default: .faultline/evidence.json)",
    commands: ["review", "verdict"],
  },
  lint: {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "ESLint results in JSON, instead of linting",
    commands: ["review", "verdict"],
  },
  sarif: {
    type: "string",
    multiple: true,
    value: "FILE",
    help: "what another tool found: SARIF of CodeQL, semgrep, trivy, hadolint, …",
    commands: ["review", "verdict"],
  },
  format: {
    type: "string",
    multiple: true,
    value: "NAME[=FILE]",
    help: `how to say it; may be given several times (default: terminal):\n${FORMATS.join(", ")}`,
    commands: ["review", "verdict", "criteria"],
  },
  "fail-on": {
    type: "string",
    value: SEVERITIES.join("|"),
    help: "exit 1 when there is a finding of this severity or above",
    commands: ["review", "verdict"],
  },
  help: { type: "boolean", help: "show this", commands: ["review", "verdict", "criteria"] },
};

/** The flags of a command as lines of help. */
export function describeFlags(command: string): string {
  const rows = Object.entries(FLAGS).filter(([, flag]) => flag.commands.includes(command));
  const names = rows.map(([name, flag]) => `--${name}${flag.value ? ` ${flag.value}` : ""}`);
  const width = Math.min(34, Math.max(...names.map((name) => name.length)));
  return rows
    .map(([, flag], index) => {
      const name = names[index] ?? "";
      const gap =
        name.length > width ? `\n${" ".repeat(width + 4)}` : " ".repeat(width - name.length + 2);
      const help = flag.help.replaceAll("\n", `\n${" ".repeat(width + 4)}`);
      return `  ${name}${gap}${help}`;
    })
    .join("\n");
}

/** Arguments of a command; throws a `FaultlineError` that names the option it does not know. */
export function parseFlags(command: string, args: readonly string[]) {
  const known = Object.entries(FLAGS).filter(([, flag]) => flag.commands.includes(command));
  const options = Object.fromEntries(
    known.map(([name, { type, multiple }]) => [name, { type, ...(multiple && { multiple }) }]),
  ) satisfies ParseArgsConfig["options"];
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: new Flags(values), positionals };
  } catch (error) {
    throw new FaultlineError(
      reasonOf(error).replace(/\. .*$/, "."),
      `Run \`faultline ${command} --help\` for the options there are.`,
    );
  }
}

/** The options of `review` and `verdict`, checked. */
export function parseReviewOptions(
  command: "review" | "verdict",
  args: readonly string[],
): ReviewOptions | "help" {
  const { values, positionals } = parseFlags(command, args);
  if (values.isSet("help")) return "help";
  const preset = values.text("preset");
  const failOn = values.text("fail-on");
  return {
    paths: positionals,
    preset: preset === undefined ? undefined : oneOf("--preset", preset, PRESETS),
    runTests: values.isSet("run-tests"),
    stdinManifests: values.isSet("stdin-manifests"),
    evidence: values.list("evidence"),
    lint: values.list("lint"),
    sarif: values.list("sarif"),
    outputs: parseOutputs(values.list("format")),
    failOn: failOn === undefined ? undefined : oneOf("--fail-on", failOn, SEVERITIES),
  };
}

/** `json`, `json=review.json`, `json=-` for standard output. */
export function parseOutputs(formats: readonly string[]): readonly Output[] {
  if (formats.length === 0) return [{ format: "terminal" }];
  return formats.map((text) => {
    const [name, ...rest] = text.split("=");
    const format = oneOf("--format", name ?? "", FORMATS);
    if (rest.length === 0) return { format };
    const file = rest.join("=");
    if (file === "-") return { format };
    if (file === "")
      throw new FaultlineError(
        `--format ${format}= names no file.`,
        `Write --format ${format}=FILE.`,
      );
    return { format, file };
  });
}

/** Parsed flags by name, typed by how they are read. */
class Flags {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  isSet(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }
}

function oneOf<T extends string>(flag: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw new FaultlineError(
      `${flag} does not know "${value}".`,
      `Choose one of: ${choices.join(", ")}.`,
    );
  }
  return found;
}

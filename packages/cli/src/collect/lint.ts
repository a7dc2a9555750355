import { join, relative, sep } from "node:path";
import { javascriptParser } from "@faultline/analysis";
import { ESLint, type Linter } from "eslint";
import type { CriterionId, Settings } from "@faultline/contract";
import plugin from "eslint-plugin-faultline";
import { reviewBlocks, RULES } from "eslint-plugin-faultline/rules";
import { reasonOf } from "../errors.js";
import type { CheckPolicy } from "../policy.js";
import { renderedLint, STREAM_FILE, type Rendered } from "./stdin-manifests.js";
import type { CollectedLint, LintedFile, LintMessage } from "./lint-message.js";

/**
 * Lints `files` with Faultline's own configuration, whatever the project has or lacks: the parser
 * needs no `typescript`, and nothing needs to be installed in the project. `settings` are what the
 * project says of its own code.
 */
export async function lint(
  root: string,
  policy: CheckPolicy,
  files: readonly string[],
  settings: Settings = {},
): Promise<CollectedLint> {
  const eslint = linterFor(root, policy, settings);
  return { source: `faultline/${policy.preset}`, files: await lintAll(eslint, root, files) };
}

/** Lints manifests that came in as a stream. */
export async function lintRendered(
  root: string,
  policy: CheckPolicy,
  rendered: Rendered,
): Promise<CollectedLint> {
  const filePath = join(root, STREAM_FILE);
  const results = await linterFor(root, policy, {}).lintText(rendered.text, { filePath });
  const files = results.flatMap((result) => renderedLint(rendered, toLintedFile(root, result)));
  return { source: `faultline/${policy.preset}, standard input`, files };
}

function linterFor(root: string, policy: CheckPolicy, settings: Settings): ESLint {
  return newLinter({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: configuration(policy, settings),
    // Paths are names, not patterns: Next routes have brackets in theirs.
    globInputPaths: false,
    errorOnUnmatchedPattern: false,
    warnIgnored: false,
  });
}

/** ESLint warns on stderr of an `.eslintignore`, which is the project's matter and not read here. */
function newLinter(options: ESLint.Options): ESLint {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is put back as it was, never called from here
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return new ESLint(options);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** All files at once, or each by itself when a rule fails on one, so that the others still count. */
async function lintAll(
  eslint: ESLint,
  root: string,
  files: readonly string[],
): Promise<readonly LintedFile[]> {
  if (files.length === 0) return [];
  try {
    const results = await eslint.lintFiles([...files]);
    return results.map((result) => toLintedFile(root, result));
  } catch (error) {
    const [file, ...others] = files;
    if (file !== undefined && others.length === 0) return [stoppedAt(file, error)];
    const results: LintedFile[] = [];
    for (const one of files) results.push(...(await lintAll(eslint, root, [one])));
    return results;
  }
}

function stoppedAt(file: string, error: unknown): LintedFile {
  const message = `ESLint stopped: ${reasonOf(error)}`;
  const place = { line: 1, column: 1 };
  return {
    file,
    messages: [
      { ruleId: null, message, ...place, fatal: true, isError: true, isSuppressed: false },
    ],
  };
}

function configuration({ preset, severities }: CheckPolicy, settings: Settings): Linter.Config[] {
  return [
    { files: ["**/*.{js,mjs,cjs,ts,mts,cts}"], languageOptions: { parser: javascriptParser } },
    ...reviewBlocks(preset, plugin).map((block) => withNamed(block, severities)),
    { settings: { faultline: settings } },
    // The project's own directives name rules that are not loaded here.
    { linterOptions: { reportUnusedDisableDirectives: "off" } },
  ];
}

/** A criterion that the project names is decided in full, also where that takes a rule's strict options. */
function withNamed(block: Linter.Config, severities: CheckPolicy["severities"]): Linter.Config {
  const isNamed = (id: CriterionId): boolean =>
    severities[id] !== undefined && severities[id] !== "off";
  const rules = Object.entries(block.rules ?? {}).map(([id, entry]) => {
    const docs = RULES[id.replace("faultline/", "")]?.meta.docs;
    const strict =
      Object.values(docs?.criterionByMessage ?? {}).some(isNamed) && docs?.strictOptions;
    return [id, strict ? ["error", ...strict] : entry] as const;
  });
  // Without settings: they serve ESLint's cache, which is not used here, and leave notes behind for it.
  // Sound: the same entries as before, with options of the rules' own.
  return { ...block, settings: {}, rules: Object.fromEntries(rules) as Linter.RulesRecord };
}

function toLintedFile(root: string, result: ESLint.LintResult): LintedFile {
  return {
    file: relative(root, result.filePath).split(sep).join("/"),
    messages: [
      ...result.messages.map((message) => toLintMessage(message, false)),
      ...result.suppressedMessages.map((message) => toLintMessage(message, true)),
    ],
  };
}

function toLintMessage(message: Linter.LintMessage, isSuppressed: boolean): LintMessage {
  const { ruleId, messageId, endLine, endColumn, fatal } = message;
  return {
    ruleId,
    message: message.message,
    line: message.line,
    column: message.column,
    isError: message.severity === 2,
    isSuppressed,
    ...(messageId !== undefined && { messageId }),
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
    ...(fatal === true && { fatal }),
  };
}

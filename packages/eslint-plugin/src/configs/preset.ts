import { noteInputs, projectDigest } from "@faultline/analysis";
import type { ESLint, Linter } from "eslint";
import type { FaultlineRule, Preset } from "../define-rule.js";
import process from "node:process";
import { isMainThread } from "node:worker_threads";
import { RULES_BY_LANGUAGE, type RuleLanguage } from "../rules.generated.js";
import { LANGUAGES, type LanguageScope } from "./languages.js";

/** The blocks of a preset, one a language, each scoped by `files`. */
export function presetBlocks(preset: Preset, plugin: ESLint.Plugin): Linter.Config[] {
  return blocksOf(preset, plugin, ({ files }) => files);
}

/** The same for a review, which lints with nobody else's rules: configuration files wherever they lie. */
export function reviewBlocks(preset: Preset, plugin: ESLint.Plugin): Linter.Config[] {
  return blocksOf(preset, plugin, ({ files, everywhere = files }) => everywhere);
}

function blocksOf(
  preset: Preset,
  plugin: ESLint.Plugin,
  filesOf: (scope: LanguageScope) => readonly string[],
): Linter.Config[] {
  const languages = Object.entries(LANGUAGES) as [RuleLanguage, LanguageScope][];
  return languages
    .filter(([, scope]) => filesOf(scope).length > 0)
    .flatMap(([language, scope]) => languageBlocks(language, scope, { preset, plugin, filesOf }));
}

/** One language's rules, for whoever lints its files on purpose. */
export function languageBlock(
  language: RuleLanguage,
  preset: Preset,
  plugin: ESLint.Plugin,
): Linter.Config {
  const filesOf = ({ files, everywhere = files }: LanguageScope): readonly string[] => everywhere;
  return blockOf(language, LANGUAGES[language], {
    preset,
    plugin,
    filesOf,
    rules: entries(preset, RULES_BY_LANGUAGE[language]),
  });
}

/** A language may also be written in code, which has the user's own parser. */
function languageBlocks(
  language: RuleLanguage,
  scope: LanguageScope,
  common: Omit<BlockParts, "rules">,
): readonly Linter.Config[] {
  const parts = { ...common, rules: entries(common.preset, RULES_BY_LANGUAGE[language]) };
  const { inCode } = scope;
  return [
    blockOf(language, scope, parts),
    ...(inCode ? [blockOf(`${language}-code`, inCode, parts)] : []),
  ];
}

function blockOf(
  name: string,
  scope: LanguageScope,
  { preset, plugin, filesOf, rules }: BlockParts,
): Linter.Config {
  return {
    name: `faultline/${preset}/${name}`,
    files: [...filesOf(scope)],
    ignores: [...scope.ignores],
    plugins: { faultline: plugin },
    ...(scope.parser && { languageOptions: { parser: scope.parser } }),
    ...(scope.isCrossFile && { settings: CROSS_FILE }),
    rules,
  };
}

interface BlockParts {
  readonly preset: Preset;
  readonly plugin: ESLint.Plugin;
  readonly filesOf: (scope: LanguageScope) => readonly string[];
  readonly rules: Linter.RulesRecord;
}

/**
 * Findings may depend on other files, of which `eslint --cache` knows nothing. The configuration it
 * does know, by its JSON, which it makes once a run and only when it keeps a cache. Its threads never
 * make it, so that they take notes in any case; a getter is read when a configuration is merged.
 */
const CROSS_FILE: NonNullable<Linter.Config["settings"]> = {
  get faultline() {
    if (!isMainThread) noteInputs(process.cwd());
    return { digest: { toJSON: () => projectDigest(process.cwd()) } };
  },
};

/** Errors, not warnings: ESLint's bulk suppressions take a project's old findings in only as errors. */
function entries(
  preset: Preset,
  rules: Readonly<Record<string, FaultlineRule>>,
): Linter.RulesRecord {
  const options = ({ meta }: FaultlineRule): readonly unknown[] =>
    preset === "strict" ? (meta.docs.strictOptions ?? []) : [];
  return Object.fromEntries(
    Object.entries(rules)
      .filter(([, { meta }]) => preset === "strict" || meta.docs.preset === "recommended")
      .map(([name, rule]) => [`faultline/${name}`, ["error", ...options(rule)]]),
  );
}

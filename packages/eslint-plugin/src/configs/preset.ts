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
  return languages.flatMap(([language, scope]) => {
    const rules = entries(preset, RULES_BY_LANGUAGE[language]);
    const block = (name: string, { files, ...part }: LanguageScope): Linter.Config => ({
      name: `faultline/${preset}/${name}`,
      files: [...filesOf({ files, ...part })],
      ignores: [...part.ignores],
      plugins: { faultline: plugin },
      ...(part.parser && { languageOptions: { parser: part.parser } }),
      ...(part.isCrossFile && { settings: CROSS_FILE }),
      rules,
    });
    return [
      block(language, scope),
      ...(scope.inCode ? [block(`${language}-code`, scope.inCode)] : []),
    ];
  });
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

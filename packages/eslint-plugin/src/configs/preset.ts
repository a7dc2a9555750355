import { NOT_SHIPPED, noteInputs, projectDigest } from "@faultline/analysis";
import type { ESLint, Linter } from "eslint";
import type { FaultlineRule, Preset } from "../define-rule.js";
import process from "node:process";
import { isMainThread } from "node:worker_threads";
import { yamlParser } from "../parsers/yaml.js";
import { RULES } from "../rules.generated.js";
import { CODE, MANIFESTS, NOT_DEPLOYED } from "./files.js";

/**
 * The blocks of a preset, each scoped by `files`. TypeScript's parser is not set: it is the
 * user's, and two copies would argue.
 */
export function presetBlocks(preset: Preset, plugin: ESLint.Plugin): Linter.Config[] {
  const plugins = { faultline: plugin };
  const rules = Object.entries(RULES).filter(([, { meta }]) => isIn(preset, meta.docs.preset));
  return [
    {
      name: `faultline/${preset}/javascript`,
      files: [...CODE],
      ignores: [...NOT_SHIPPED],
      plugins,
      settings: CROSS_FILE,
      rules: entries(
        preset,
        rules.filter(([name]) => !isManifestRule(name)),
      ),
    },
    {
      name: `faultline/${preset}/kubernetes`,
      files: [...MANIFESTS],
      ignores: [...NOT_DEPLOYED],
      plugins,
      languageOptions: { parser: yamlParser },
      rules: entries(
        preset,
        rules.filter(([name]) => isManifestRule(name)),
      ),
    },
  ];
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

function isIn(preset: Preset, own: Preset): boolean {
  return preset === "strict" || own === "recommended";
}

function isManifestRule(name: string): boolean {
  return name.startsWith("k8s-");
}

/** Errors, not warnings: ESLint's bulk suppressions take a project's old findings in only as errors. */
function entries(
  preset: Preset,
  rules: readonly (readonly [string, FaultlineRule])[],
): Linter.RulesRecord {
  const options = ({ meta }: FaultlineRule): readonly unknown[] =>
    preset === "strict" ? (meta.docs.strictOptions ?? []) : [];
  return Object.fromEntries(
    rules.map(([name, rule]) => [`faultline/${name}`, ["error", ...options(rule)]]),
  );
}

import type { Linter } from "eslint";
import { MIGRATION_FOLDERS, NOT_MIGRATIONS, NOT_SHIPPED } from "@faultline/analysis";
import { dockerfileParser } from "../parsers/dockerfile.js";
import { sqlParser } from "../parsers/sql.js";
import { yamlParser } from "../parsers/yaml.js";
import type { RuleLanguage } from "../rules.generated.js";
import {
  CODE,
  COMPOSE_FILES,
  DOCKERFILES,
  MANIFESTS,
  NO_DEPLOYED_DOCKERFILES,
  NOT_DEPLOYED,
  PIPELINES,
} from "./files.js";

/** Where the rules of one folder of `rules/` look. */
export interface LanguageScope {
  /**
   * Not every file of the language: naming one here makes ESLint lint it, with the user's other rules too. With none, the
   * presets leave the language to reviews and to a configuration of its own.
   */
  readonly files: readonly string[];
  /** Every file of the language, for a review, where nobody else's rules run. Default: `files`. */
  readonly everywhere?: readonly string[];
  readonly ignores: readonly string[];
  /** Left out for code: that parser is the user's, and two copies would argue. */
  readonly parser?: Linter.Parser;
  /** True where a finding depends on other files as well. */
  readonly isCrossFile?: true;
  /** Where the same is written in code. */
  readonly inCode?: LanguageScope;
}

export const LANGUAGES: Readonly<Record<RuleLanguage, LanguageScope>> = {
  javascript: { files: CODE, ignores: NOT_SHIPPED, isCrossFile: true },
  kubernetes: {
    files: MANIFESTS,
    everywhere: ["**/*.{yaml,yml}"],
    ignores: NOT_DEPLOYED,
    parser: yamlParser,
    isCrossFile: true,
  },
  dockerfile: { files: DOCKERFILES, ignores: NO_DEPLOYED_DOCKERFILES, parser: dockerfileParser },
  compose: { files: COMPOSE_FILES, ignores: NOT_DEPLOYED, parser: yamlParser },
  workflow: { files: [], everywhere: PIPELINES, ignores: [], parser: yamlParser },
  migration: {
    files: migrationsEnding("sql"),
    ignores: NOT_MIGRATIONS,
    parser: sqlParser,
    isCrossFile: true,
    inCode: {
      files: migrationsEnding("{js,mjs,cjs,ts,mts,cts}"),
      ignores: NOT_MIGRATIONS,
      isCrossFile: true,
    },
  },
};

function migrationsEnding(ending: string): readonly string[] {
  return MIGRATION_FOLDERS.map((folder) => `${folder}/**/*.${ending}`);
}

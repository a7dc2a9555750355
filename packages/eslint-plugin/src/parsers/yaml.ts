import { configurationProblem, yamlSyntax } from "@faultline/analysis";
import type { Linter } from "eslint";
import { documentParser } from "./document-parser.js";

/**
 * YAML. Only a text that a configuration language knows as its own can be a parse error: such an error can't be
 * suppressed, and Helm templates are YAML by name only.
 */
export const yamlParser: Linter.Parser = documentParser(
  "yaml",
  "YAMLFile",
  yamlSyntax,
  { isYAML: true },
  configurationProblem,
);

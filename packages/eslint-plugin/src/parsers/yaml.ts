import { yamlSyntax } from "@faultline/analysis";
import type { Linter } from "eslint";
import { documentParser } from "./document-parser.js";

/**
 * YAML. No text is a parse error, because a fatal error can't be suppressed, and Helm templates are
 * YAML by name only.
 */
export const yamlParser: Linter.Parser = documentParser("yaml", "YAMLFile", yamlSyntax, {
  isYAML: true,
});

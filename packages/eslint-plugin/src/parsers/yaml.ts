import { javascriptParser, yamlSyntax } from "@faultline/analysis";
import type { Linter } from "eslint";
import { inertServices } from "./inert-services.js";

/**
 * Reads YAML under ESLint's own JavaScript language, so that un-scoped rules of any plugin survive
 * it: a custom language makes hundreds of them stop the run. No text is a parse error, because
 * a fatal error can't be suppressed, and Helm templates are YAML by name only.
 */
export const yamlParser: Linter.Parser = {
  meta: { name: "faultline-yaml", version: "1" },
  parseForESLint(text: string) {
    const { body, tokens, comments, visitorKeys } = yamlSyntax(text);
    return {
      ast: {
        // Not `Program`: rules about JavaScript that look at whole files stay quiet.
        type: ROOT,
        sourceType: "module",
        body,
        tokens,
        comments,
        range: [0, text.length],
        loc: { start: { line: 1, column: 0 }, end: endOf(text) },
      },
      visitorKeys: { ...visitorKeys, [ROOT]: ["body"] },
      scopeManager: emptyScopeManager(),
      services: { ...inertServices(), isYAML: true },
    };
  },
};

const ROOT = "YAMLFile";

function endOf(text: string): { line: number; column: number } {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

/** A new one each time: ESLint adds its configured globals to it. */
function emptyScopeManager(): object {
  return javascriptParser.parseForESLint("", {}).scopeManager;
}

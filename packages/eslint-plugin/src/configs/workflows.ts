import type { ESLint, Linter } from "eslint";
import { languageBlock } from "./preset.js";

/** The rules over pipelines, which no preset switches on: ESLint would lint them with all the user's other rules too. */
export function workflows(plugin: ESLint.Plugin): Linter.Config[] {
  return [languageBlock("workflow", "strict", plugin)];
}

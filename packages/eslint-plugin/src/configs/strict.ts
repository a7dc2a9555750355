import type { ESLint, Linter } from "eslint";
import { presetBlocks } from "./preset.js";

/** Everything in `recommended`, and rules that ask for more than many services need. */
export function strict(plugin: ESLint.Plugin): Linter.Config[] {
  return presetBlocks("strict", plugin);
}

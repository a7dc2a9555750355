import type { ESLint, Linter } from "eslint";
import { presetBlocks } from "./preset.js";

/** Rules whose reports experts agree with nine times in ten. */
export function recommended(plugin: ESLint.Plugin): Linter.Config[] {
  return presetBlocks("recommended", plugin);
}

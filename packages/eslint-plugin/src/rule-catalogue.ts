/** The rules with what they say of themselves, for tools that read findings, and the blocks a review lints with. */
export type { FaultlineRule, RuleDocs } from "./define-rule.js";
export { RULES } from "./rules.generated.js";
export { reviewBlocks } from "./configs/preset.js";

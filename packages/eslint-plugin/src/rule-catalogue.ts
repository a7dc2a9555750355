/** The rules with what they say of themselves, for tools that read findings: which criteria each decides. */
export type { FaultlineRule, RuleDocs } from "./define-rule.js";
export { RULES } from "./rules.generated.js";

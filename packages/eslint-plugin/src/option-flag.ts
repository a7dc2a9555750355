import type { Rule } from "eslint";

/** True where a rule's options set a flag to true. ESLint has checked them against the rule's schema. */
export function isOptionSet({ options }: Pick<Rule.RuleContext, "options">, name: string): boolean {
  const given: unknown = options[0];
  return (
    typeof given === "object" &&
    given !== null &&
    Object.entries(given).some(([key, value]) => key === name && value === true)
  );
}

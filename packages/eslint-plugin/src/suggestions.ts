import type { Fact } from "@faultline/contract";
import type { Rule } from "eslint";

/** The edit that a fact carries, as something an editor offers; the rule has a message `insert`. */
export function suggestionsFor(
  fact: Extract<Fact, { state: "absent" }>,
): Rule.SuggestionReportDescriptor[] {
  const { edit, remedy } = fact;
  if (!edit || remedy === undefined) return [];
  return [
    {
      messageId: "insert",
      data: { remedy },
      fix: (fixer) => fixer.insertTextAfterRange([0, edit.offset], edit.text),
    },
  ];
}

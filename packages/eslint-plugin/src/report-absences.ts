import type { Mechanism } from "@faultline/contract";
import type { Rule } from "eslint";
import type { RuleContext } from "./define-rule.js";
import { overAbsentOf } from "./over-sites.js";

/** Reports each absence with its mechanism's message, whose data are the fact's own words: `target`, `detail`, `remedy`. */
export function reportAbsences<MessageId extends string>(
  context: RuleContext<MessageId>,
  messages: { readonly [Name in Mechanism]?: MessageId },
): Rule.RuleListener {
  return overAbsentOf(context, messages, (messageId, { loc, site, fact }) => {
    context.report({
      loc,
      messageId,
      data: {
        target: site.target ?? site.operation,
        detail: fact.detail,
        remedy: fact.remedy ?? "",
      },
    });
  });
}

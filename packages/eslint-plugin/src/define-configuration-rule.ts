import type { FaultlineRule, RuleContext, RuleDefinition } from "./define-rule.js";
import { defineRule } from "./define-rule.js";
import { disablingComment } from "./disabling-comment.js";

/** A rule over configuration files: each of its reports also offers the comment that silences it in that language. */
export function defineConfigurationRule<MessageId extends string>(
  definition: RuleDefinition<MessageId>,
): FaultlineRule {
  const messages: Readonly<Record<string, string>> = {
    ...definition.messages,
    disable: "Leave it as it is here, and say why in a comment.",
  };
  return defineRule<string>({
    ...definition,
    hasSuggestions: true,
    messages,
    create: (context) => definition.create(withDisabling(context)),
  });
}

function withDisabling(context: RuleContext<string>): RuleContext<string> {
  const report: RuleContext<string>["report"] = (descriptor) => {
    const { suggest } = descriptor;
    context.report({ ...descriptor, suggest: [...(suggest ?? []), ...disable(descriptor)] });
  };
  const disable = (descriptor: Parameters<typeof report>[0]): DisablingSuggestion[] => {
    const line = "loc" in descriptor ? lineOf(descriptor.loc) : undefined;
    const comment = line === undefined ? undefined : disablingComment(context, line);
    return comment
      ? [
          {
            messageId: "disable",
            fix: (fixer) =>
              fixer.insertTextBeforeRange([comment.offset, comment.offset], comment.text),
          },
        ]
      : [];
  };
  // ESLint's own context is frozen, and some of it is worked out only when asked for. Sound: it inherits the rest.
  return Object.create(context, { report: { value: report } }) as RuleContext<string>;
}

type Descriptor = Parameters<RuleContext<string>["report"]>[0];
type DisablingSuggestion = NonNullable<Descriptor["suggest"]>[number];

function lineOf(loc: Extract<Descriptor, { loc: unknown }>["loc"]): number {
  return "start" in loc ? loc.start.line : loc.line;
}

import type { CriterionId, Mechanism } from "@faultline/contract";
import type { Rule } from "eslint";

/** The presets a rule can belong to: `recommended` rules are in `strict` too. */
export type Preset = "recommended" | "strict";

export interface RuleDocs {
  /** One sentence without a final period; the first line of the rule's page. */
  readonly description: string;
  readonly preset: Preset;
  /** What an unmet finding of this rule leaves unmet; the first is the finding's own criterion. */
  readonly criteria: readonly [CriterionId, ...CriterionId[]];
  /** Messages whose finding is about another criterion than the first. */
  readonly criterionByMessage?: Readonly<Record<string, CriterionId>>;
  /** The facts the rule judges; where a project has none of them, its criteria do not apply. */
  readonly mechanisms: readonly Mechanism[];
  /** Options that the `strict` preset sets. */
  readonly strictOptions?: readonly unknown[];
}

export interface RuleDefinition<MessageId extends string> {
  /** Equals the file's name. */
  readonly name: string;
  readonly type: "problem" | "suggestion";
  readonly docs: RuleDocs;
  readonly hasSuggestions?: true;
  /** Each says what is wrong here, what it costs, and what to do. */
  readonly messages: Readonly<Record<MessageId, string>>;
  readonly schema?: readonly OptionSchema[];
  readonly defaultOptions?: readonly unknown[];
  readonly create: (context: RuleContext<MessageId>) => Rule.RuleListener;
}

/** The JSON schema of one option. */
type OptionSchema = Extract<Rule.RuleMetaData["schema"], readonly unknown[]>[number];

/** ESLint's context, with message ids checked at build time. */
export interface RuleContext<MessageId extends string> extends Omit<Rule.RuleContext, "report"> {
  report(
    descriptor: Rule.ReportDescriptorOptions &
      Rule.ReportDescriptorLocation & { readonly messageId: MessageId },
  ): void;
}

/** A rule as ESLint takes it, with Faultline's own facts about it in `meta.docs`. */
export interface FaultlineRule extends Rule.RuleModule {
  readonly meta: Rule.RuleMetaData & { readonly docs: RuleDocs & { readonly url: string } };
}

const DOCS =
  "https://github.com/faultline-dev/faultline/blob/main/packages/eslint-plugin/docs/rules";

/** Builds a rule: fills in its page's address and what every rule has in common. */
export function defineRule<MessageId extends string>(
  definition: RuleDefinition<MessageId>,
): FaultlineRule {
  const { name, type, docs, messages, create } = definition;
  return {
    meta: {
      type,
      docs: { ...docs, url: `${DOCS}/${name}.md` },
      messages: { ...messages },
      schema: [...(definition.schema ?? [])],
      ...(definition.hasSuggestions && { hasSuggestions: true }),
      ...(definition.defaultOptions && { defaultOptions: [...definition.defaultOptions] }),
    },
    create: (context) => create(context),
  };
}

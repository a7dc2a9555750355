import { absent, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { shortText } from "../flow/short-text.js";
import { handlerBehind } from "../modules/handler-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { isFunction, type Node } from "../source.js";
import { effectsOf, type Effect } from "../summaries/effects.js";
import { statementText } from "./statements.js";

/** Whether a GET route leaves the data as it is. */
export function readOnlyGet(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.flatMap((draft) => {
      if (draft.kind !== "route" || draft.operation !== "get") return [];
      if (EXPECTED_ROUTE.test(draft.target ?? "")) return [];
      const handler = draft.details && handlerBehind(facts, draft.details.handler);
      const fact = handler && factOf(handler);
      return fact ? [{ about: draft, mechanism: "read-only", fact } as const] : [];
    }),
  };
}

/** Links in mails, redirects of other services, and clean-ups that a scheduler asks for: they can't be anything but GET. */
const EXPECTED_ROUTE =
  /verif|confirm|activat|unsubscri|callback|oauth|\bauth|saml|sso|log_?-?(?:in|out)|sign_?-?(?:in|out|up)|magic|invit|token|session|refresh|sync|redirect|track|pixel|webhook|cron|job|export|download|migrat|seed/i;

/** What is kept beside the data: counters, traces of use, what has run out. */
const BOOKKEEPING =
  /last|seen|view|visit|hits?\b|click|count|\$?inc(?:rement)?\b|audit|logs?\b|history|event|analytic|metric|stat(?:s|istic)|usage|session|token|cache|expire|read_?at|is_?read|unread|opened|nonce|state|otp|code|challenge|notification/i;

/** Where another service sends the browser back to, with a code to be exchanged. */
const SENT_BACK = /\bo_?auth|access_?token|\bcode\b[^;]*\bquery\b|\bquery\.(?:code|state)\b/i;

function factOf(handler: LocatedFunction): Fact | undefined {
  if (SENT_BACK.test(handler.facts.textOf(handler.node))) return undefined;
  const effect = effectsOf(handler).find((one) => isPlainWrite(handler.facts, one));
  if (!effect) return undefined;
  const { call } = effect;
  const callee = call.type === "TaggedTemplateExpression" ? call.tag : call.callee;
  return absent(
    `every request calls \`${shortText(handler.facts, callee)}\`, which writes to the database`,
    "a POST, PUT or DELETE route for the write",
  );
}

/** A write that every request waits for, and that is more than bookkeeping. */
function isPlainWrite(handler: FileFacts, { site, facts, call, distance }: Effect): boolean {
  if (site.kind !== "database-query" || site.details?.access !== "write" || distance > 2)
    return false;
  if (site.details.isUpsert === true) return false;
  const { statement } = site.details;
  if (BOOKKEEPING.test(statementText(facts, statement)) || BOOKKEEPING.test(handler.textOf(call)))
    return false;
  return isAlwaysRun(call) && isAlwaysRun(statement);
}

/** True for what no condition stands before in its function, and what is waited for. */
function isAlwaysRun(node: Node): boolean {
  let isAwaited = false;
  for (let current = node; current.parent; current = current.parent) {
    const { parent }: { readonly parent: Node } = current;
    if (isFunction(parent)) return isAwaited || current.type !== "BlockStatement";
    if (parent.type === "AwaitExpression" || parent.type === "ReturnStatement") isAwaited = true;
    if (CONDITIONS.test(parent.type) || parent.type === "CatchClause") return false;
    if (parent.type === "BlockStatement" && leavesBefore(parent, current)) return false;
  }
  return isAwaited;
}

const CONDITIONS =
  /^(?:IfStatement|ConditionalExpression|LogicalExpression|SwitchCase|For\w*Statement|(?:Do)?WhileStatement)$/;

/** `if (found) return found;` makes the rest a fallback. */
function leavesBefore(block: Node & { readonly body: readonly Node[] }, node: Node): boolean {
  return block.body
    .slice(0, block.body.indexOf(node))
    .some(
      (statement) =>
        statement.type === "IfStatement" &&
        statement.test.type !== "UnaryExpression" &&
        answersEarly(statement.consequent),
    );
}

function answersEarly(consequent: Node): boolean {
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  return last?.type === "ReturnStatement";
}

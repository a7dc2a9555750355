import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import type { CatchEffect } from "../flow/catch-effect.js";
import { saysWhy } from "../flow/comments.js";
import { lostWork, unknownWork, type LostWork } from "../flow/lost-work.js";
import { shortText } from "../flow/short-text.js";
import { isWithin } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";

/** An error handler, with what its surroundings say of it. */
export interface HandlerCase {
  readonly effect: CatchEffect;
  /** The code of the handler. */
  readonly body: Node;
  /** The code whose failure it gets. */
  readonly protects: Node;
  /** Why the failure may not matter, where something shows it. */
  readonly excuse: string | undefined;
  /** True where nobody waits for the outcome, so that a log line is all there can be. */
  readonly hasNoCaller: boolean;
  /** How the failure gets out: `rethrow it`, `let it reject`. */
  readonly wayOut: string;
}

type Mechanisms = DraftOf<"error-handler">["mechanisms"];

/** What an error handler lets its caller and its operators know. */
export function handlerFacts(facts: FileFacts, handler: HandlerCase): Mechanisms {
  const { effect, excuse, protects } = handler;
  if (effect.outcome === "kept") return { surfacing: present("the handler passes the failure on") };
  const lost = lostWork(facts, protects);
  if (excuse !== undefined) return { surfacing: unknown(excuse) };
  if (effect.outcome === "substituted")
    return { surfacing: present(TAKEN), ...fallback(facts, handler, lost) };
  const halved = lost && swallowsInTransaction(facts, handler.body, lost);
  if (halved) return { surfacing: halvesTransaction(facts, lost) };
  if (effect.isLogged && effect.outcome !== "returned")
    return { surfacing: present("the failure is logged"), ...propagation(facts, handler, lost) };
  if (!lost) return maybeHidden(facts, handler);
  const surfacing = hidden(facts, handler, lost);
  const isWrittenAtCall = handler.body.type !== "BlockStatement" && effect.outcome !== "returned";
  return isWrittenAtCall && !lost.isStored
    ? {
        surfacing: unknown("the value in its place is written at the call"),
        propagation: surfacing,
      }
    : { surfacing };
}

const TAKEN = "another value takes its place";

function remedy({ wayOut }: HandlerCase): string {
  return `${wayOut}, or log it and return an error the caller can tell apart`;
}

function hidden(facts: FileFacts, handler: HandlerCase, lost: LostWork): Fact {
  const { effect, body } = handler;
  if (!lost.isStored && effect.outcome !== "returned" && saysWhy(facts, body))
    return unknown("a comment says why it may be dropped");
  return absent(
    `a failure of \`${shortText(facts, lost.call)}\` ${LOSS[effect.outcome]}, so the caller goes on as if it had succeeded`,
    remedy(handler),
  );
}

const LOSS: Readonly<Record<CatchEffect["outcome"], string>> = {
  kept: "is passed on",
  returned: "is returned as if it were the answer",
  replaced: "is replaced by an empty value",
  substituted: "is replaced by another value",
  dropped: "is dropped",
};

/**
 * A handler with nothing in it, not even a word of why, around work that is waited for: the caller does not learn of
 * a failure, but whether it matters is not known.
 */
function maybeHidden(facts: FileFacts, handler: HandlerCase): Mechanisms {
  const { effect, body, protects } = handler;
  const isBare = body.type === "BlockStatement" && body.body.length === 0 && !saysWhy(facts, body);
  const isDropped = effect.outcome === "dropped" && isBare && protects.type === "BlockStatement";
  const isLost = effect.outcome === "returned" || isDropped;
  const work = isLost ? unknownWork(facts, protects) : undefined;
  const surfacing = unknown("nothing in it is known to reach another process");
  if (!work) return { surfacing };
  const propagation = absent(
    `whatever makes \`${shortText(facts, work.callee)}\` fail ${LOSS[effect.outcome]}, so the caller goes on as if it had succeeded`,
    remedy(handler),
  );
  return { surfacing, propagation };
}

/** True in the function of a transaction, which then commits without the statement that failed. */
function swallowsInTransaction(facts: FileFacts, body: Node, lost: LostWork): boolean {
  return (
    lost.isStored &&
    facts.drafts.some(
      (draft) =>
        draft.kind === "transaction" &&
        draft.details?.work !== undefined &&
        isWithin(body, draft.details.work) &&
        isWithin(lost.call, draft.details.work),
    )
  );
}

function halvesTransaction(facts: FileFacts, lost: LostWork): Fact {
  return absent(
    `a failure of \`${shortText(facts, lost.call)}\` does not leave the transaction, which then commits without it`,
    "rethrow it, so that the transaction rolls back",
  );
}

/** Whether whoever asked for the work learns that it failed. */
function propagation(
  facts: FileFacts,
  { effect, body, hasNoCaller }: HandlerCase,
  lost: LostWork | undefined,
): Mechanisms {
  if (!lost) return {};
  if (hasNoCaller) return { propagation: unknown("nobody waits for the outcome") };
  if (!lost.isOwn) return { propagation: unknown("what another service does may be an extra") };
  if (saysWhy(facts, body))
    return { propagation: unknown("a comment says why a log line will do") };
  const answer = effect.outcome === "dropped" ? "is told success" : "gets an empty answer";
  return {
    propagation: absent(
      `a failure of \`${shortText(facts, lost.call)}\` is only logged, and the caller ${answer}`,
      "rethrow it after the log line, or return an error the caller can tell apart",
    ),
  };
}

function fallback(
  facts: FileFacts,
  { effect }: HandlerCase,
  lost: LostWork | undefined,
): Mechanisms {
  if (!lost) return {};
  return {
    "fallback-signal": effect.isLogged
      ? present("a log line tells of the fallback")
      : absent(
          `when \`${shortText(facts, lost.call)}\` fails, another value takes its place, and nothing tells of it`,
          'log it: `logger.warn({ err }, "using the fallback")`',
        ),
  };
}

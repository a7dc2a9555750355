import type { Fact, Mechanism } from "@faultline/contract";
import type { FileFacts } from "./file-facts.js";
import type { SiteDraft } from "./recogniser.js";
import type { Relation } from "./relation.js";
import { authorization } from "./relations/authorization.js";
import { batching } from "./relations/batching.js";
import { blockingPath } from "./relations/blocking-path.js";
import { breaker } from "./relations/breaker.js";
import { checkThenInsert } from "./relations/check-then-insert.js";
import { healthDepth } from "./relations/health-depth.js";
import { layering } from "./relations/layering.js";
import { lockedRow } from "./relations/locked-row.js";
import { lostUpdate } from "./relations/lost-update.js";
import { closing } from "./relations/closing.js";
import { consoleUse } from "./relations/console-use.js";
import { fallback } from "./relations/fallback.js";
import { logErrors } from "./relations/log-errors.js";
import { logPrivacy } from "./relations/log-privacy.js";
import { logRequests } from "./relations/log-requests.js";
import { outbox } from "./relations/outbox.js";
import { parameters } from "./relations/parameters.js";
import { passedLimit } from "./relations/passed-limit.js";
import { race } from "./relations/race.js";
import { readOnlyGet } from "./relations/read-only-get.js";
import { repeatedPayment } from "./relations/repeated-payment.js";
import { retriedWork } from "./relations/retried-work.js";
import { rowLimit } from "./relations/row-limit.js";
import { transactionScope } from "./relations/transaction-scope.js";
import { unitOfWork } from "./relations/unit-of-work.js";
import { wantedOf, type Stating, type Wanted } from "./wanted.js";

/**
 * The relations, each in a file of its own, with what it states; one that states a mechanism again replaces what was
 * known.
 */
const RELATIONS: readonly Stating<Relation>[] = [
  [batching, "batching"],
  [parameters, "parameters"],
  [passedLimit, "timeout"],
  [race, "effective-timeout"],
  [transactionScope, "transaction-handle", "outside-transaction"],
  [lockedRow, "transaction-handle"],
  [unitOfWork, "transaction"],
  [outbox, "outbox"],
  [lostUpdate, "atomicity"],
  [retriedWork, "repeatable", "single-layer"],
  [checkThenInsert, "atomicity"],
  [consoleUse, "structure", "structure-throughout"],
  [logErrors, "arguments", "error-object", "error-stack"],
  [logPrivacy, "privacy"],
  [logRequests, "request-context"],
  [blockingPath, "off-request-path"],
  [rowLimit, "row-limit"],
  [breaker, "circuit-breaker"],
  [fallback, "fallback"],
  [authorization, "authorization"],
  [closing, "closing"],
  [readOnlyGet, "read-only"],
  [repeatedPayment, "request-idempotency"],
  [healthDepth, "dependency-check", "independence"],
  [layering, "layering"],
];

/** The sites with what their relations add to them. */
export function withRelations(
  facts: FileFacts,
  drafts: readonly SiteDraft[],
  wanted: Wanted,
): readonly SiteDraft[] {
  const stated = new Map<SiteDraft, Partial<Record<Mechanism, Fact>>>();
  const added: SiteDraft[] = [];
  for (const relate of wantedOf(RELATIONS, wanted)) {
    const { statements, drafts: own = [] } = relate(facts, drafts);
    added.push(...own);
    for (const { about, mechanism, fact } of statements) {
      stated.set(about, { ...stated.get(about), [mechanism]: fact });
    }
  }
  return [...drafts.map((draft) => extended(draft, stated.get(draft))), ...added];
}

function extended(
  draft: SiteDraft,
  facts: Partial<Record<Mechanism, Fact>> | undefined,
): SiteDraft {
  return facts ? { ...draft, mechanisms: { ...draft.mechanisms, ...facts } } : draft;
}

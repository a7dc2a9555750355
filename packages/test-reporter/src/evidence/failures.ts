import { FAILURE_KINDS, type FailureCounts, type FailureKind } from "@faultline/contract";
import type { Conversation, OutboundExchange, WatchedEngineUse } from "../probe/observation.js";
import { engineOfProtocol, type Engine } from "./database-engines.js";
import { meaningOfError } from "./engine-errors.js";

const REFUSED = new Set(["ECONNREFUSED"]);
const RESET = new Set(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE"]);
const TIMEOUT = /^(?:TimeoutError|AbortError|ETIMEDOUT|UND_ERR_\w+_TIMEOUT)$/;

/** How a request failed; undefined when it did not, or in a way that is no failure of the dependency. */
export function failureOfExchange({ error, status }: OutboundExchange): FailureKind | undefined {
  if (error !== undefined) {
    if (REFUSED.has(error)) return "refused";
    if (RESET.has(error)) return "reset";
    if (TIMEOUT.test(error)) return "timeout";
  }
  return status !== undefined && status >= 400 ? "error-reply" : undefined;
}

/** Every failure in one conversation with a database: how it ended, and what its statements were answered. */
export function failuresOfConversation(conversation: Conversation): readonly FailureKind[] {
  const end = END[conversation.end];
  const engine = engineOfProtocol(conversation.protocol);
  // An interceptor's reply is the test's own invention, not the database's.
  const errors = conversation.live
    ? [
        ...conversation.statements.flatMap(({ error }) => error ?? []),
        ...(conversation.errors ?? []),
      ]
    : [];
  const replies = errors.flatMap((code) => failureOfError(engine, code));
  return end === undefined ? replies : [end, ...replies];
}

/** What an engine in the process answered statements that it did not carry out. */
export function failuresOfUse({ engine, statements }: WatchedEngineUse): readonly FailureKind[] {
  return statements.flatMap(({ error }) =>
    error === undefined ? [] : failureOfError(engine, error),
  );
}

function failureOfError(engine: Engine | undefined, code: string): readonly FailureKind[] {
  const meaning = engine === undefined ? "fault" : meaningOfError(engine, code);
  if (meaning === "routine") return [];
  return [meaning === "timeout" ? "timeout" : "error-reply"];
}

const END: Readonly<Record<Conversation["end"], FailureKind | undefined>> = {
  open: undefined,
  closed: undefined,
  refused: "refused",
  reset: "reset",
  silent: "timeout",
};

/** How often each kind occurs among `failures`. */
export function countFailures(failures: readonly (FailureKind | undefined)[]): FailureCounts {
  const seen = FAILURE_KINDS.map(
    (kind) => [kind, failures.filter((failure) => failure === kind).length] as const,
  );
  return Object.fromEntries(seen.filter(([, count]) => count > 0));
}

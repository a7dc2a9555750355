import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { entryPointOf } from "../flow/entry-point.js";
import { failureOfRequest } from "../flow/failure-path.js";
import { shortText } from "../flow/short-text.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { isFunction, type Node } from "../source.js";

/** What is no service that can be down by itself: a process, a name, a bare connection, a client of one's own. */
const NO_SERVICE = /^(?:node:(?:child_process|dns|net)|socket\.io$)/;

/**
 * Mail, messages and payments: rare commands that have to be carried out. A breaker would only lose them sooner; what
 * they need is a queue, or an idempotency key and a retry.
 */
const COMMANDS = /^(?:nodemailer|resend|@sendgrid\/mail|twilio|@slack\/[\w-]+|stripe)$/;

/** Words by which breakers are called, in the code and among the packages. */
const BREAKER = /circuit.?breaker|\bopossum\b|\bcockatiel\b|\bbreaker\b/i;

/** Calls that run a function through a breaker or a policy: `breaker.fire(…)`, `policy.execute(…)`. */
const RUNS = /breaker|circuit|polic(?:y|ies)|resilien|\.(?:fire|execute)$/i;

/** A request whose address the source does not fix goes to no one service that could be given a rest. */
const NO_ADDRESS = /^[A-Z]+$/;

type Request = DraftOf<"outbound-call">;

/** Whether something stops the calls of a request to a service that is down, or stands in for them. */
export function breaker(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const told = new Set<string>();
  return {
    statements: drafts.flatMap((draft) => {
      if (draft.kind !== "outbound-call" || isBeyondBreakers(draft)) return [];
      if (draft.target !== undefined && NO_ADDRESS.test(draft.target)) return [];
      const fact = factOf(facts, draft);
      if (!fact || (fact.state === "absent" && isToldAlready(told, draft))) return [];
      return [{ about: draft, mechanism: "circuit-breaker", fact } as const];
    }),
  };
}

function isBeyondBreakers({ library }: Request): boolean {
  return NO_SERVICE.test(library) || COMMANDS.test(library);
}

/** One breaker serves all calls that a file makes of one service through one client. */
function isToldAlready(told: Set<string>, { library, target }: Request): boolean {
  const [host = ""] = /\/\/[^/\s]+/.exec(target ?? "") ?? [];
  const service = `${library} ${host}`;
  if (told.has(service)) return true;
  told.add(service);
  return false;
}

function factOf(facts: FileFacts, draft: Request): Fact | undefined {
  const call = draft.extent === undefined || draft.extent === "none" ? draft.node : draft.extent;
  if (isRunThrough(facts, call)) return present("it runs through a breaker");
  if (entryPointOf(facts, call) !== "request") return undefined;
  if (facts.packageMentions(BREAKER)) return unknown("its callers may go through a breaker");
  switch (failureOfRequest(facts, call)) {
    case "answered":
      return unknown("something may stand in for it when it fails");
    case "dropped":
      return unknown("the request does not wait for it");
    case "leaves":
      return absent(
        `\`${shortText(facts, draft.node)}\` is called by every request, however often it has just failed, and nothing stands in for it`,
        "`new CircuitBreaker(call, { timeout: 3_000 })` of opossum, made once, or a fallback",
      );
  }
}

/** True for a call in a function that is handed to a breaker. */
function isRunThrough(facts: FileFacts, call: Node): boolean {
  for (let current: Node | undefined = call; current; current = current.parent) {
    if (!isFunction(current)) continue;
    const { parent }: { readonly parent: Node } = current;
    const isHanded = parent.type === "CallExpression" || parent.type === "NewExpression";
    if (isHanded && parent.callee !== current && RUNS.test(facts.textOf(parent.callee)))
      return true;
  }
  return false;
}

import type { DatabaseEvidence, FailureKind, TestName } from "@faultline/contract";
import type { Conversation } from "../probe/observation.js";
import { engineOf, type Engine } from "./database-engines.js";
import { failuresOfConversation } from "./failures.js";
import { portOf } from "./origin.js";
import type { RunFacts, TestFacts } from "./run-facts.js";

/** What one test had to do with one database engine. */
export interface DatabaseContact {
  readonly engine: DatabaseEvidence["engine"];
  readonly test: TestName;
  /** Bytes went both ways on a live socket. */
  readonly isReal: boolean;
  readonly rolledBack: boolean;
  readonly failures: readonly FailureKind[];
  /** SQLSTATE of each error the database answered. */
  readonly codes: readonly string[];
}

/** The contacts of a run with one engine, a failed attempt included. */
export function databaseContacts(facts: RunFacts, engine: Engine): readonly DatabaseContact[] {
  const users = new Set(
    facts.sites
      .filter((site) => engineOf(site) === engine)
      .flatMap((site) => facts.ran.get(site.id) ?? []),
  );
  return facts.tests.flatMap((test) =>
    contactOf(test, engine, { ranItsCode: users.has(test.name) }),
  );
}

function contactOf(
  test: TestFacts,
  engine: Engine,
  { ranItsCode }: { readonly ranItsCode: boolean },
) {
  const conversations = test.observation.conversations.filter(
    (conversation) =>
      (conversation.protocol === engine && (conversation.live || failedToStart(conversation))) ||
      (ranItsCode && isUnansweredAttempt(conversation, test)),
  );
  return conversations.length > 0 ? [summarise(conversations, engine, test.name)] : [];
}

/** A socket that failed before it said a word has no protocol: it is the database's when no HTTP call explains it. */
function isUnansweredAttempt(conversation: Conversation, { observation }: TestFacts): boolean {
  if (conversation.protocol !== "unknown" || !failedToStart(conversation)) return false;
  const port = conversation.peer.split(":").at(-1);
  return !observation.outbound.some(({ origin }) => portOf(origin) === port);
}

function failedToStart({ bytesIn, end }: Conversation): boolean {
  return bytesIn === 0 && (end === "refused" || end === "reset" || end === "silent");
}

function summarise(
  conversations: readonly Conversation[],
  engine: Engine,
  test: TestName,
): DatabaseContact {
  const real = conversations.filter(
    ({ live, bytesIn, bytesOut }) => live && bytesIn > 0 && bytesOut > 0,
  );
  const statements = real.flatMap((conversation) => conversation.statements);
  return {
    engine,
    test,
    isReal: real.length > 0,
    rolledBack: statements.some(({ verb }) => verb === "ROLLBACK"),
    failures: conversations.flatMap(failuresOfConversation),
    codes: statements.flatMap(({ error }) => error ?? []),
  };
}

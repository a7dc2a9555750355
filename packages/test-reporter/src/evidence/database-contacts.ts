import type { DatabaseEvidence, FailureKind, TestName } from "@faultline/contract";
import type { Conversation, Statement, WatchedEngineUse } from "../probe/observation.js";
import { engineOf, isOpenToEngines, isWatched, type Engine } from "./database-engines.js";
import { failuresOfConversation, failuresOfStatements } from "./failures.js";
import { portOf } from "./origin.js";
import type { RunFacts, TestFacts } from "./run-facts.js";
import { areOfSession } from "./session-statements.js";

/** What one test had to do with one database engine. */
export interface DatabaseContact {
  readonly engine: DatabaseEvidence["engine"];
  readonly test: TestName;
  /**
   * `real`: bytes went both ways on a live socket, or the engine itself ran in the test's process;
   * `emulated`: an imitation or another engine answered in its place; `attempted`: one that failed,
   * or a connection on which nothing but its own opening was said.
   */
  readonly met: "real" | "emulated" | "attempted";
  readonly rolledBack: boolean;
  readonly failures: readonly FailureKind[];
  /** The codes of the errors that the engine itself answered. */
  readonly codes: readonly string[];
}

/** The contacts of a run with one engine, a failed attempt included. */
export function databaseContacts(facts: RunFacts, engine: Engine): readonly DatabaseContact[] {
  const sites = facts.sites.filter((site) => engineOf(site) === engine);
  const users = testsThatRan(facts, sites);
  const openUsers = testsThatRan(facts, sites.filter(isOpenToEngines));
  const isOwn = facts.sites.some((site) => engineOf(site) === engine);
  return facts.tests.flatMap((test) => {
    const conversations = conversationsWith(test, engine, users.has(test.name));
    const uses = test.observation.inProcess.filter(isWatched);
    const own = uses.filter((use) => use.engine === engine);
    if (conversations.length + own.length > 0) {
      return [summarise(test, engine, conversations, own)];
    }
    // The library would talk to this engine, and was given another: SQLite in the place of Postgres.
    const others = isOwn && openUsers.has(test.name) ? uses : [];
    return others.length > 0 ? [summarise(test, engine, [], others)] : [];
  });
}

function testsThatRan(facts: RunFacts, sites: RunFacts["sites"]): ReadonlySet<TestName> {
  return new Set(sites.flatMap((site) => facts.ran.get(site.id) ?? []));
}

function conversationsWith(
  test: TestFacts,
  engine: Engine,
  ranItsCode: boolean,
): readonly Conversation[] {
  return test.observation.conversations.filter(
    (conversation) =>
      (conversation.protocol === engine && (conversation.live || failedToStart(conversation))) ||
      (ranItsCode && isUnansweredAttempt(conversation, test)),
  );
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
  test: TestFacts,
  engine: Engine,
  conversations: readonly Conversation[],
  uses: readonly WatchedEngineUse[],
): DatabaseContact {
  const answered = conversations.filter(
    ({ live, bytesIn, bytesOut }) => live && bytesIn > 0 && bytesOut > 0,
  );
  const isSame = (use: WatchedEngineUse): boolean => use.engine === engine && !use.isEmulation;
  const real = [...answered, ...uses.filter(isSame)].filter(
    ({ statements }) => !areOfSession(statements),
  );
  const isServed = uses.some((use) => !isSame(use));
  const statements = statementsOf(real);
  return {
    engine,
    test: test.name,
    met: real.length > 0 ? "real" : isServed ? "emulated" : "attempted",
    rolledBack: statements.some(({ verb }) => verb === "ROLLBACK"),
    failures: [
      ...conversations.flatMap(failuresOfConversation),
      ...failuresOfStatements(statementsOf(uses)),
    ],
    codes: statements.flatMap(({ error }) => error ?? []),
  };
}

function statementsOf(
  sources: readonly { readonly statements: readonly Statement[] }[],
): readonly Statement[] {
  return sources.flatMap(({ statements }) => statements);
}

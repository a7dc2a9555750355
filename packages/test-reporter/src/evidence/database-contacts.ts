import type { DatabaseEvidence, FailureKind, TestName } from "@faultline/contract";
import type { Conversation, Statement, WatchedEngineUse } from "../probe/observation.js";
import { ENGINE_OF_PORT, engineOfProtocol, isWatched, type Engine } from "./database-engines.js";
import { isRollback } from "./engine-errors.js";
import { failuresOfConversation, failuresOfUse } from "./failures.js";
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
  /** The code of each error the engine itself answered. */
  readonly codes: readonly string[];
}

/** The tests that ran code which uses an engine. */
export interface EngineUsers {
  readonly all: ReadonlySet<TestName>;
  /** Those that ran it through a library which works with other engines too. */
  readonly open: ReadonlySet<TestName>;
}

/** The contacts of a run with one engine, a failed attempt included. */
export function databaseContacts(
  facts: RunFacts,
  engine: Engine,
  users: ReadonlyMap<Engine, EngineUsers>,
): readonly DatabaseContact[] {
  const engineOfPeer = enginesByPeer(facts);
  return facts.tests.flatMap((test) => {
    const conversations = test.observation.conversations.filter((conversation) => {
      if (engineOfProtocol(conversation.protocol) === engine) {
        return conversation.live || failedToStart(conversation);
      }
      return (
        isUnansweredAttempt(conversation, test) &&
        attemptedEngine(conversation, test.name, { engineOfPeer, users }) === engine
      );
    });
    const uses = test.observation.inProcess.filter(isWatched);
    const own = uses.filter((use) => use.engine === engine);
    if (conversations.length + own.length > 0) {
      return [summarise(test, engine, conversations, own)];
    }
    // The library would talk to this engine, and was given another: SQLite in the place of Postgres.
    const others = users.get(engine)?.open.has(test.name) === true ? uses : [];
    return others.length > 0 ? [summarise(test, engine, [], others)] : [];
  });
}

/** The engine that listens at a peer, as conversations with it or its port tell. */
export function enginesByPeer({ tests }: RunFacts): (peer: string) => Engine | undefined {
  const seen = new Map(ENGINE_OF_PORT);
  for (const { protocol, peer } of tests.flatMap(({ observation }) => observation.conversations)) {
    const engine = engineOfProtocol(protocol);
    if (engine !== undefined) seen.set(portOfPeer(peer), engine);
  }
  return (peer) => seen.get(portOfPeer(peer));
}

/** A socket that failed before it said a word has no protocol: no HTTP call explains it either. */
export function isUnansweredAttempt(
  conversation: Conversation,
  { observation }: TestFacts,
): boolean {
  if (conversation.protocol !== "unknown" || !failedToStart(conversation)) return false;
  const port = portOfPeer(conversation.peer);
  return !observation.outbound.some(({ origin }) => portOf(origin) === port);
}

/** Whom an attempt was for: the engine at that port, else the only one whose code the test ran. */
function attemptedEngine(
  { peer }: Conversation,
  test: TestName,
  {
    engineOfPeer,
    users,
  }: {
    readonly engineOfPeer: (peer: string) => Engine | undefined;
    readonly users: ReadonlyMap<Engine, EngineUsers>;
  },
): Engine | undefined {
  const used = [...users].filter(([, { all }]) => all.has(test)).map(([engine]) => engine);
  const listening = engineOfPeer(peer);
  if (listening !== undefined) return used.includes(listening) ? listening : undefined;
  return used.length === 1 ? used[0] : undefined;
}

function failedToStart({ bytesIn, end }: Conversation): boolean {
  return bytesIn === 0 && (end === "refused" || end === "reset" || end === "silent");
}

function portOfPeer(peer: string): string {
  return peer.split(":").at(-1) ?? "";
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
    ({ statements }) => !areOfSession(engine, statements),
  );
  const isServed = uses.some((use) => !isSame(use));
  const statements = statementsOf(real);
  return {
    engine,
    test: test.name,
    met: real.length > 0 ? "real" : isServed ? "emulated" : "attempted",
    rolledBack: statements.some(({ verb }) => isRollback(engine, verb)),
    failures: [...conversations.flatMap(failuresOfConversation), ...uses.flatMap(failuresOfUse)],
    codes: [
      ...statements.flatMap(({ error }) => error ?? []),
      ...answered.flatMap(({ errors }) => errors ?? []),
    ],
  };
}

function statementsOf(
  sources: readonly { readonly statements: readonly Statement[] }[],
): readonly Statement[] {
  return sources.flatMap(({ statements }) => statements);
}

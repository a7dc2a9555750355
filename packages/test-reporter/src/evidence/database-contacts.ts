import type { DatabaseEvidence, FailureKind, TestName } from "@faultline/contract";
import type { Conversation } from "../probe/observation.js";
import { ENGINE_OF_PORT, engineOfProtocol, type Engine } from "./database-engines.js";
import { isRollback } from "./engine-errors.js";
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
  /** The code of each error the engine answered. */
  readonly codes: readonly string[];
}

/** The contacts of a run with one engine, a failed attempt included. `users` are the tests that ran code of each. */
export function databaseContacts(
  facts: RunFacts,
  engine: Engine,
  users: ReadonlyMap<Engine, ReadonlySet<TestName>>,
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
    return conversations.length > 0 ? [summarise(conversations, engine, test.name)] : [];
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
    readonly users: ReadonlyMap<Engine, ReadonlySet<TestName>>;
  },
): Engine | undefined {
  const used = [...users].filter(([, tests]) => tests.has(test)).map(([engine]) => engine);
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
    rolledBack: statements.some(({ verb }) => isRollback(engine, verb)),
    failures: conversations.flatMap(failuresOfConversation),
    codes: [
      ...statements.flatMap(({ error }) => error ?? []),
      ...real.flatMap(({ errors }) => errors ?? []),
    ],
  };
}

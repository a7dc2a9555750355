import type {
  Conversation,
  InboundExchange,
  ModuleMock,
  OpaqueEngineUse,
  Statement,
  TestObservation,
} from "./observation.js";
import type {
  ConversationRecord,
  InboundRecord,
  StatementRecord,
  TestRecord,
} from "./test-record.js";

/** What holds for the whole process while a test runs in it. */
export interface Surroundings {
  /** The packages behind whose data access there may be an engine that can't be seen. */
  readonly opaqueEngines: readonly string[];
  readonly mocks: readonly ModuleMock[];
}

/** What was gathered about a test, as plain data. */
export function observeTest(test: TestRecord, surroundings: Surroundings): TestObservation {
  return {
    conversations: test.conversations
      .map((conversation) => observeConversation(conversation, test.inbound))
      .filter(({ bytesOut, bytesIn, end }) => bytesOut + bytesIn > 0 || FAILED_ENDS.has(end)),
    inProcess: [
      ...[...test.inProcess.values()].map((use) => ({
        ...use,
        statements: observeStatements(use.statements, test.inbound),
      })),
      ...[...new Set([...surroundings.opaqueEngines, ...test.newEngines])]
        .sort()
        .map((module): OpaqueEngineUse => ({ engine: "unknown", module })),
    ],
    mocks: surroundings.mocks,
    inbound: observeInbound(test.inbound),
    outbound: test.outbound.map((exchange) => ({ ...exchange })),
    assertions: { count: test.assertions, values: [...test.assertedValues] },
    ran: [...test.ran],
    concurrent: test.concurrent,
  };
}

const FAILED_ENDS: ReadonlySet<string> = new Set(["refused", "reset", "silent"]);

function observeConversation(
  conversation: ConversationRecord,
  inbound: readonly InboundRecord[],
): Conversation {
  const { socket, bytesOut, bytesIn, end, statements, errors } = conversation;
  const isSilent = end === "open" && socket.awaits === "reply" && socket.live && bytesIn === 0;
  return {
    protocol: socket.protocol,
    peer: socket.peer,
    bytesOut,
    bytesIn,
    live: socket.live,
    end: isSilent && bytesOut > 0 ? "silent" : end,
    ...(errors.length > 0 && { errors }),
    statements: observeStatements(statements, inbound),
  };
}

function observeStatements(
  statements: readonly StatementRecord[],
  inbound: readonly InboundRecord[],
): readonly Statement[] {
  return statements.map(({ verb, text, error, errorAliases, exchange }) => {
    const servedBy = exchange === undefined ? -1 : inbound.indexOf(exchange);
    return {
      verb,
      text,
      ...(error !== undefined && { error }),
      ...(errorAliases !== undefined && { errorAliases }),
      ...(servedBy !== -1 && { servedBy }),
    };
  });
}

function observeInbound(inbound: readonly InboundRecord[]): InboundExchange[] {
  const onRoute = mostInFlight(inbound, ({ method, route, path }) => `${method} ${route ?? path}`);
  const onKey = mostInFlight(inbound, ({ key }) => key);
  return inbound.map((exchange) => ({
    method: exchange.method,
    path: exchange.path,
    ...(exchange.route !== undefined && { route: exchange.route }),
    ...(exchange.status !== undefined && { status: exchange.status }),
    inFlight: onRoute.get(exchange) ?? 1,
    inFlightSameKey: onKey.get(exchange) ?? 1,
  }));
}

/** For each exchange, the most exchanges of its group that were in flight at once during it. */
function mostInFlight(
  inbound: readonly InboundRecord[],
  groupOf: (exchange: InboundRecord) => string,
): ReadonlyMap<InboundRecord, number> {
  const most = new Map<InboundRecord, number>();
  for (const group of grouped(inbound, groupOf)) {
    const moments = group
      .flatMap((exchange) => [
        { at: exchange.begin, exchange, begins: true },
        { at: exchange.end ?? Infinity, exchange, begins: false },
      ])
      .sort((a, b) => a.at - b.at);
    const inFlight = new Set<InboundRecord>();
    for (const { exchange, begins } of moments) {
      if (!begins) inFlight.delete(exchange);
      else {
        inFlight.add(exchange);
        for (const other of inFlight) {
          most.set(other, Math.max(most.get(other) ?? 0, inFlight.size));
        }
      }
    }
  }
  return most;
}

function grouped(
  inbound: readonly InboundRecord[],
  groupOf: (exchange: InboundRecord) => string,
): Iterable<readonly InboundRecord[]> {
  const groups = new Map<string, InboundRecord[]>();
  for (const exchange of inbound) {
    const group = groups.get(groupOf(exchange));
    if (group === undefined) groups.set(groupOf(exchange), [exchange]);
    else group.push(exchange);
  }
  return groups.values();
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROTOCOLS, recogniseProtocol, type ProtocolName } from "../../src/protocols/protocols.js";
import {
  bothWays,
  decode,
  recording,
  split,
  story,
  type Step,
} from "../support/conversation-bytes.js";

const NAMES = Object.keys(PROTOCOLS) as readonly ProtocolName[];

/** Every recording, its protocol, and what it is about. */
const STORIES: readonly (readonly [string, ProtocolName, readonly string[]])[] = [
  [
    "postgres",
    "postgres",
    [
      "CREATE TEMPORARY TABLE t (id int PRIMARY KEY)",
      "BEGIN",
      "INSERT INTO t VALUES ($1)",
      "INSERT INTO t VALUES ($1) → 23505",
      "ROLLBACK",
      "SELEC 1 → 42601",
    ],
  ],
  [
    "mysql",
    "mysql",
    [
      "CREATE TEMPORARY TABLE t (id int PRIMARY KEY)",
      "START TRANSACTION",
      "INSERT INTO t VALUES (?)",
      "INSERT INTO t VALUES (?) → 1062 (23000)",
      "SELECT 1; SELECT 2",
      "SELEC ? → 1064 (42000)",
      "SELECT id, 'a' AS b FROM t",
      "ROLLBACK",
    ],
  ],
  // The transaction's second command fails when it runs, in the reply to EXEC.
  [
    "redis",
    "redis",
    [
      ...["SET", "LPUSH → WRONGTYPE"],
      ...["MULTI", "SET", "INCR → ERR", "EXEC"],
      ...["MULTI", "SET", "DISCARD"],
      "QUIT",
    ],
  ],
  [
    "redis-resp3",
    "redis",
    ["HSET", "HGETALL", "SUBSCRIBE", "PUBLISH", "UNSUBSCRIBE", "LPUSH → WRONGTYPE"],
  ],
  [
    "mongodb",
    "mongodb",
    [
      "insert orders",
      "insert taken → 11000",
      "find orders",
      "update orders → 112 (WriteConflict)",
      "abortTransaction",
    ],
  ],
  ["mongodb-monitoring", "mongodb", []],
  [
    "amqp",
    "amqp",
    [
      "confirm.select",
      "queue.declare",
      "basic.publish",
      "basic.consume",
      "basic.ack",
      "queue.declare → 404",
    ],
  ],
  ["kafka", "kafka", ["Produce", "Produce → 29"]],
  [
    "kafka-transaction",
    "kafka",
    [
      ...["InitProducerId", "FindCoordinator", "InitProducerId", "FindCoordinator"],
      ...["AddPartitionsToTxn", "Produce", "FindCoordinator", "EndTxn"],
    ],
  ],
  ["nats", "nats", ["SUB", "SUB", "PUB", "PUB", "PUB → 503"]],
  ["mqtt", "mqtt", ["SUBSCRIBE", "PUBLISH", "PUBLISH"]],
];

describe.each(STORIES)("the recording %s", (name, protocol, expected) => {
  const steps = recording(name);

  it("tells its statements and their errors", () => {
    expect(story(decode(PROTOCOLS[protocol].decoder(), steps))).toEqual(expected);
  });

  it("is recognised by its first bytes, and by no other protocol", () => {
    expect(recogniseWhileReading(steps)).toBe(protocol);
    const opening = bothWays(steps);
    expect(NAMES.filter((one) => PROTOCOLS[one].recognise(opening) === true)).toEqual([protocol]);
  });

  it("tells the same however its bytes are split", () => {
    const whole = decode(PROTOCOLS[protocol].decoder(), steps);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sizes) => {
        const pieces = steps.flatMap((step, index) =>
          split(step, sizes[index % sizes.length] ?? 1),
        );
        expect(decode(PROTOCOLS[protocol].decoder(), pieces)).toEqual(whole);
        expect(recogniseWhileReading(pieces)).toBe(protocol);
      }),
      { numRuns: 50 },
    );
  });

  it("answers every statement in the end", () => {
    const events = decode(PROTOCOLS[protocol].decoder(), steps);
    const answered = new Set(
      events.flatMap((each) => (each.kind === "answered" ? [each.statement] : [])),
    );
    const open = events.flatMap((each) =>
      each.kind === "statement" && !answered.has(each.statement) ? [each.text] : [],
    );
    expect(open).toEqual([]);
  });

  it.each(NAMES.filter((other) => other !== protocol))(
    "says nothing to the decoder of %s",
    (other) => {
      expect(story(decode(PROTOCOLS[other].decoder(), steps))).toEqual([]);
    },
  );
});

describe.each(NAMES)("the decoder of %s", (name) => {
  const beginnings: readonly (readonly Step[])[] = [
    [],
    ...STORIES.filter(([, protocol]) => protocol === name).map(([file]) => recording(file)),
  ];
  const noise = fc.array(
    fc.tuple(
      fc.constantFrom("sent" as const, "received" as const),
      fc.uint8Array({ maxLength: 80 }),
    ),
    { maxLength: 20 },
  );

  it("bears any bytes, at the beginning and in the middle", () => {
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.nat(), noise, (steps, cut, bytes) => {
        const begun = steps.slice(0, steps.length === 0 ? 0 : cut % steps.length);
        expect(() => decode(PROTOCOLS[name].decoder(), [...begun, ...bytes])).not.toThrow();
      }),
    );
  });

  it("bears a conversation with any byte changed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.nat(), fc.nat(255), (steps, place, value) => {
        const damaged = damage(steps, place, value);
        expect(() => decode(PROTOCOLS[name].decoder(), damaged)).not.toThrow();
      }),
    );
  });
});

describe("recogniseProtocol", () => {
  it("gives up on what no protocol begins with", () => {
    const sent = Buffer.from("EHLO mail.example.org\r\n".repeat(3));
    expect(recogniseProtocol({ sent, received: Buffer.from("220 ready\r\n") })).toBe("unknown");
  });

  it("knows HTTP/1 and the preface of HTTP/2", () => {
    const received = new Uint8Array(0);
    for (const text of ["GET / HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]) {
      expect(recogniseProtocol({ sent: Buffer.from(text), received })).toBe("http");
    }
  });

  it("holds back nothing but a beginning", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 200 }), (sent) => {
        expect(recogniseProtocol({ sent, received: new Uint8Array(0) })).toBeDefined();
      }),
    );
  });
});

function recogniseWhileReading(steps: readonly Step[]): ProtocolName | "unknown" | undefined {
  for (let count = 1; count <= steps.length; count += 1) {
    const name = recogniseProtocol(bothWays(steps.slice(0, count)));
    if (name !== undefined) return name;
  }
  return undefined;
}

function damage(steps: readonly Step[], place: number, value: number): readonly Step[] {
  if (steps.length === 0) return steps;
  const at = place % steps.length;
  return steps.map(([direction, bytes], index): Step => {
    if (index !== at || bytes.length === 0) return [direction, bytes];
    const changed = Uint8Array.from(bytes);
    changed[Math.floor(place / steps.length) % bytes.length] = value;
    return [direction, changed];
  });
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  opensPostgres,
  PostgresDecoder,
  type PostgresEvent,
} from "../../src/protocols/postgres.js";
import * as bytes from "../support/postgres-bytes.js";

type Step = readonly ["sent" | "received", Uint8Array];

const CONVERSATION: readonly Step[] = [
  ["sent", bytes.startup()],
  ["received", bytes.readyForQuery()],
  ["sent", bytes.query("BEGIN")],
  ["received", Buffer.concat([bytes.commandComplete("BEGIN"), bytes.readyForQuery()])],
  ["sent", bytes.parse("insert", "INSERT INTO t VALUES ($1)")],
  ["sent", Buffer.concat([bytes.bind("insert"), bytes.execute(), bytes.sync()])],
  ["received", Buffer.concat([bytes.errorResponse("23505"), bytes.readyForQuery()])],
  ["sent", bytes.query("ROLLBACK")],
  ["received", Buffer.concat([bytes.commandComplete("ROLLBACK"), bytes.readyForQuery()])],
];

const EVENTS: readonly PostgresEvent[] = [
  { kind: "statement", statement: 0, text: "BEGIN" },
  { kind: "statement", statement: 1, text: "INSERT INTO t VALUES ($1)" },
  { kind: "error", statement: 1, sqlState: "23505" },
  { kind: "statement", statement: 2, text: "ROLLBACK" },
];

function decode(steps: readonly Step[]): readonly PostgresEvent[] {
  const decoder = new PostgresDecoder();
  return steps.flatMap(([direction, chunk]) => [...decoder[direction](chunk)]);
}

function split([direction, chunk]: Step, size: number): readonly Step[] {
  const parts = Math.ceil(chunk.length / size);
  return Array.from({ length: parts }, (_, part): Step => [
    direction,
    chunk.subarray(part * size, (part + 1) * size),
  ]);
}

describe("opensPostgres", () => {
  it("knows a start-up packet and a request for TLS", () => {
    expect(opensPostgres(bytes.startup())).toBe(true);
    expect(opensPostgres(bytes.sslRequest())).toBe(true);
  });

  it("waits for eight bytes", () => {
    expect(opensPostgres(bytes.startup().subarray(0, 7))).toBeUndefined();
  });

  it("knows that HTTP is something else", () => {
    expect(opensPostgres(Buffer.from("GET / HTTP/1.1\r\n"))).toBe(false);
  });
});

describe("PostgresDecoder", () => {
  it("tells statements and the error that answered one", () => {
    expect(decode(CONVERSATION)).toEqual(EVENTS);
  });

  it("tells the same however the bytes are split", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 9, maxLength: 9 }),
        (sizes) => {
          const steps = CONVERSATION.flatMap((step, index) => split(step, sizes[index] ?? 1));
          expect(decode(steps)).toEqual(EVENTS);
        },
      ),
    );
  });

  it("bears any bytes", () => {
    const step = fc.tuple(
      fc.constantFrom("sent" as const, "received" as const),
      fc.uint8Array({ maxLength: 64 }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        expect(() => decode([["sent", bytes.startup()], ...steps])).not.toThrow();
      }),
    );
  });

  it("blames the statement that was answered out of several sent ahead", () => {
    const events = decode([
      ["sent", bytes.startup()],
      ["received", bytes.readyForQuery()],
      ["sent", Buffer.concat([bytes.query("SELECT 1"), bytes.query("SELECT nothing")])],
      ["received", Buffer.concat([bytes.commandComplete("SELECT"), bytes.readyForQuery()])],
      ["received", Buffer.concat([bytes.errorResponse("42703"), bytes.readyForQuery()])],
    ]);
    expect(events.at(-1)).toEqual({ kind: "error", statement: 1, sqlState: "42703" });
  });

  it("tells a statement that could not even be parsed", () => {
    const events = decode([
      ["sent", bytes.startup()],
      ["received", bytes.readyForQuery()],
      ["sent", Buffer.concat([bytes.parse("", "SELEC 1"), bytes.sync()])],
      ["received", Buffer.concat([bytes.errorResponse("42601"), bytes.readyForQuery()])],
    ]);
    expect(events).toEqual([
      { kind: "statement", statement: 0, text: "SELEC 1" },
      { kind: "error", statement: 0, sqlState: "42601" },
    ]);
  });

  it("finds the beginning of a statement that is longer than what it keeps", () => {
    const [event] = decode([
      ["sent", bytes.startup()],
      ["sent", bytes.query(`INSERT INTO t VALUES ('${"x".repeat(200_000)}')`)],
      ["sent", bytes.query("SELECT 1")],
    ]);
    const text = event?.kind === "statement" ? event.text : "";
    expect(text).toMatch(/^INSERT INTO t VALUES \('x+$/);
    expect(text.length).toBeLessThan(5000);
  });

  it("goes on in clear text when the server declines TLS, and stops when it agrees", () => {
    const after = (answer: string): readonly PostgresEvent[] =>
      decode([
        ["sent", bytes.sslRequest()],
        ["received", Buffer.from(answer)],
        ["sent", bytes.startup()],
        ["sent", bytes.query("SELECT 1")],
      ]);
    expect(after("N")).toHaveLength(1);
    expect(after("S")).toHaveLength(0);
  });

  it("knows whether the server owes a reply", () => {
    const decoder = new PostgresDecoder();
    decoder.sent(bytes.startup());
    decoder.received(bytes.readyForQuery());
    expect(decoder.awaitsReply).toBe(false);
    decoder.sent(bytes.query("SELECT pg_sleep(1)"));
    expect(decoder.awaitsReply).toBe(true);
  });
});

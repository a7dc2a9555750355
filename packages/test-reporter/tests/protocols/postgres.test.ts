import { describe, expect, it } from "vitest";
import { postgres } from "../../src/protocols/postgres.js";
import { decode, story, type Step } from "../support/conversation-bytes.js";
import * as bytes from "../support/postgres-bytes.js";

const NOTHING = new Uint8Array(0);

function told(...steps: readonly Step[]): readonly string[] {
  return story(decode(postgres.decoder(), steps));
}

describe("recognising Postgres", () => {
  it("knows a start-up packet and a request for TLS", () => {
    for (const sent of [bytes.startup(), bytes.sslRequest()]) {
      expect(postgres.recognise({ sent, received: NOTHING })).toBe(true);
    }
  });

  it("waits for eight bytes", () => {
    const sent = bytes.startup().subarray(0, 7);
    expect(postgres.recognise({ sent, received: NOTHING })).toBeUndefined();
  });
});

describe("decoding Postgres", () => {
  it("blames the statement that was answered out of several sent ahead", () => {
    expect(
      told(
        ["sent", bytes.startup()],
        ["received", bytes.readyForQuery()],
        ["sent", Buffer.concat([bytes.query("SELECT 1"), bytes.query("SELECT nothing")])],
        ["received", Buffer.concat([bytes.commandComplete("SELECT"), bytes.readyForQuery()])],
        ["received", Buffer.concat([bytes.errorResponse("42703"), bytes.readyForQuery()])],
      ),
    ).toEqual(["SELECT 1", "SELECT nothing → 42703"]);
  });

  it("has the text of a statement that was prepared before", () => {
    expect(
      told(
        ["sent", bytes.startup()],
        ["received", bytes.readyForQuery()],
        ["sent", bytes.parse("insert", "INSERT INTO t VALUES ($1)")],
        ["sent", Buffer.concat([bytes.bind("insert"), bytes.execute(), bytes.sync()])],
        ["received", Buffer.concat([bytes.errorResponse("23505"), bytes.readyForQuery()])],
      ),
    ).toEqual(["INSERT INTO t VALUES ($1) → 23505"]);
  });

  it("tells a statement that could not even be parsed", () => {
    expect(
      told(
        ["sent", bytes.startup()],
        ["received", bytes.readyForQuery()],
        ["sent", Buffer.concat([bytes.parse("", "SELEC 1"), bytes.sync()])],
        ["received", Buffer.concat([bytes.errorResponse("42601"), bytes.readyForQuery()])],
      ),
    ).toEqual(["SELEC 1 → 42601"]);
  });

  it("tells an error that answers no statement", () => {
    expect(told(["sent", bytes.startup()], ["received", bytes.errorResponse("53300")])).toEqual([
      "→ 53300",
    ]);
  });

  it("finds the beginning of a statement that is longer than what it keeps", () => {
    const [text = ""] = told(
      ["sent", bytes.startup()],
      ["sent", bytes.query(`INSERT INTO t VALUES ('${"x".repeat(200_000)}')`)],
      ["sent", bytes.query("SELECT 1")],
    );
    expect(text).toMatch(/^INSERT INTO t VALUES \('x+$/);
    expect(text.length).toBeLessThan(5000);
  });

  it("goes on in clear text when the server declines TLS", () => {
    expect(
      told(
        ["sent", bytes.sslRequest()],
        ["received", Buffer.from("N")],
        ["sent", bytes.startup()],
        ["sent", bytes.query("SELECT 1")],
      ),
    ).toEqual(["SELECT 1"]);
  });

  it("goes on after the server agreed to TLS where it sees the plain text, and stops at ciphertext", () => {
    const agreed: readonly Step[] = [
      ["sent", bytes.sslRequest()],
      ["received", Buffer.from("S")],
    ];
    const plain: readonly Step[] = [
      ["sent", bytes.startup()],
      ["sent", bytes.query("SELECT 1")],
    ];
    expect(told(...agreed, ...plain)).toEqual(["SELECT 1"]);
    const handshake = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]);
    expect(told(...agreed, ["sent", handshake], ...plain)).toEqual([]);
  });

  it("knows what the client waits for", () => {
    const decoder = postgres.decoder();
    decoder.sent(bytes.startup());
    decoder.received(bytes.readyForQuery());
    expect(decoder.awaits).toBe("nothing");
    decoder.sent(bytes.query("SELECT pg_sleep(1)"));
    expect(decoder.awaits).toBe("reply");
  });
});

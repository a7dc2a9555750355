import { describe, expect, it } from "vitest";
import { redis } from "../../src/protocols/redis.js";
import { decode, story, type Step } from "../support/conversation-bytes.js";

const command = (...words: readonly string[]): Step => [
  "sent",
  Buffer.from(
    [
      `*${String(words.length)}`,
      ...words.flatMap((word) => [`$${String(word.length)}`, word]),
      "",
    ].join("\r\n"),
  ),
];
const reply = (text: string): Step => ["received", Buffer.from(text)];

function told(...steps: readonly Step[]): readonly string[] {
  return story(decode(redis.decoder(), steps));
}

describe("decoding Redis", () => {
  it("pairs pipelined replies with their commands", () => {
    expect(
      told(
        command("SET", "a", "1"),
        command("LPUSH", "a", "1"),
        command("GET", "a"),
        reply("+OK\r\n-WRONGTYPE no list\r\n$1\r\n1\r\n"),
      ),
    ).toEqual(["SET", "LPUSH → WRONGTYPE", "GET"]);
  });

  it("never keeps keys, values or what errors say of them", () => {
    const events = decode(redis.decoder(), [
      command("SET", "card:4111", "secret"),
      reply("-MOVED 3999 10.0.0.1:6381\r\n"),
    ]);
    expect(JSON.stringify(events)).not.toMatch(/4111|secret|10\.0\.0\.1/);
    expect(story(events)).toEqual(["SET → MOVED"]);
  });

  it("is not confused by messages that come between replies", () => {
    expect(
      told(
        command("SUBSCRIBE", "news", "sport"),
        reply(
          "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$2\r\nhi\r\n",
        ),
        reply("*3\r\n$9\r\nsubscribe\r\n$5\r\nsport\r\n:2\r\n"),
        command("PING"),
        reply("*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$2\r\nho\r\n-ERR no\r\n"),
      ),
    ).toEqual(["SUBSCRIBE", "PING → ERR"]);
  });

  it("blames the queued command that failed within EXEC", () => {
    expect(
      told(
        command("MULTI"),
        command("SET", "a", "1"),
        command("LPUSH", "a", "1"),
        command("EXEC"),
        reply("+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n+OK\r\n-WRONGTYPE no list\r\n"),
      ),
    ).toEqual(["MULTI", "SET", "LPUSH → WRONGTYPE", "EXEC"]);
  });

  it("says nothing of a greeting that an older server does not know, and of a refused one that it failed", () => {
    expect(told(command("HELLO", "3"), reply("-NOPROTO sorry\r\n"))).toEqual([]);
    expect(told(command("AUTH", "x"), reply("-WRONGPASS no\r\n"))).toEqual(["→ WRONGPASS"]);
  });

  it("knows that a blocking command waits for an event", () => {
    const decoder = redis.decoder();
    decode(decoder, [command("BLPOP", "jobs", "0")]);
    expect(decoder.awaits).toBe("event");
    decode(decoder, [reply("*-1\r\n"), command("GET", "a")]);
    expect(decoder.awaits).toBe("reply");
  });
});

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Decoder, ProtocolEvent } from "../../src/protocols/protocol.js";

/** Bytes that went one way. */
export type Step = readonly ["sent" | "received", Uint8Array];

/** A conversation recorded below `tests/protocols/recorded`. */
export function recording(name: string): readonly Step[] {
  const file = resolve(import.meta.dirname, "../protocols/recorded", `${name}.txt`);
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line): Step => {
      const bytes = Buffer.from(line.slice(2), "base64");
      return [line.startsWith(">") ? "sent" : "received", bytes];
    });
}

/** Everything a decoder makes of a conversation. */
export function decode(decoder: Decoder, steps: readonly Step[]): readonly ProtocolEvent[] {
  return steps.flatMap(([direction, bytes]) => decoder[direction](bytes));
}

/** The statements, each with its errors: `INSERT INTO t VALUES (?) → 1062 (23000)`; other errors alone. */
export function story(events: readonly ProtocolEvent[]): readonly string[] {
  const lines: string[] = [];
  const lineOf = new Map<number, number>();
  for (const event of events) {
    if (event.kind === "statement") {
      lineOf.set(event.statement, lines.push(event.text) - 1);
    } else if (event.kind === "error") {
      const aliases = event.aliases === undefined ? "" : ` (${event.aliases.join(", ")})`;
      const index = event.statement === undefined ? undefined : lineOf.get(event.statement);
      if (index === undefined) lines.push(`→ ${event.code}${aliases}`);
      else lines[index] = `${lines[index] ?? ""} → ${event.code}${aliases}`;
    }
  }
  return lines;
}

/** The same conversation in pieces of at most `size` bytes. */
export function split(step: Step, size: number): readonly Step[] {
  const [direction, bytes] = step;
  const parts = Math.max(1, Math.ceil(bytes.length / size));
  return Array.from({ length: parts }, (_, part): Step => [
    direction,
    bytes.subarray(part * size, (part + 1) * size),
  ]);
}

/** What was sent and what was received, each in one piece. */
export function bothWays(steps: readonly Step[]): {
  readonly sent: Uint8Array;
  readonly received: Uint8Array;
} {
  const all = (way: Step[0]): Uint8Array =>
    Buffer.concat(steps.filter(([direction]) => direction === way).map(([, bytes]) => bytes));
  return { sent: all("sent"), received: all("received") };
}

import { active, currentScope, type Scope } from "./current-test.js";

/**
 * Statements that a client was asked for and has not sent yet. A client that queues them sends them
 * from the context of an earlier reply, or of whoever asked first: who asked is known here alone.
 */
const asked = new Map<string, Scope[]>();
let count = 0;

/** Remembers that the code which runs now asks for a statement. */
export function noteAsked(text: unknown): void {
  const scope = currentScope();
  if (scope === undefined || typeof text !== "string") return;
  const key = keyOf(text);
  const askers = asked.get(key);
  if (askers === undefined) asked.set(key, [scope]);
  else askers.push(scope);
  count += 1;
  if (count > MOST) forgetOldest();
}

/** Who asked for a statement that is being sent: the sender if it did, else the first of those who did. */
export function takeAsker(text: string, sender: Scope | undefined): Scope | undefined {
  const key = keyOf(text);
  const askers = asked.get(key);
  if (askers === undefined) return sender;
  const waiting = askers.filter((scope) => active(scope) !== undefined);
  const own = waiting.findIndex(({ test }) => test === sender?.test);
  const [asker = sender] = waiting.splice(Math.max(0, own), 1);
  count -= askers.length - waiting.length;
  if (waiting.length === 0) asked.delete(key);
  else asked.set(key, waiting);
  return asker;
}

function forgetOldest(): void {
  const [oldest] = asked;
  if (oldest === undefined) return;
  asked.delete(oldest[0]);
  count -= oldest[1].length;
}

const MOST = 1000;

/** Only the beginning of a statement is read from the wire. */
function keyOf(text: string): string {
  return text.slice(0, 500);
}

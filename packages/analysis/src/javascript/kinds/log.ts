import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

const LOG_LEVELS = [
  "trace",
  "debug",
  "verbose",
  "http",
  "info",
  "warn",
  "error",
  "fatal",
  "silly",
] as const;

/** A log call, with what is known of how its fields are passed. */
export function logCall(call: LibraryCall, structure: Fact): DraftOf<"log"> {
  return {
    kind: "log",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: { structure },
  };
}

/** Values woven into a message can't be searched for; a literal message with fields beside it can. */
export function messageFact(
  { facts }: LibraryCall,
  message: Node | undefined,
  remedy: string,
): Fact {
  if (!message) return present("nothing is woven into the message");
  if (constantOf(facts.bindings, message)) return present("the message is constant");
  const isWoven =
    (message.type === "TemplateLiteral" && message.expressions.length > 0) ||
    (message.type === "BinaryExpression" && message.operator === "+" && holdsText(message));
  if (isWoven) return absent("values are woven into the message", remedy);
  return unknown("the message is an expression");
}

function holdsText(node: Node): boolean {
  if (node.type === "BinaryExpression") return holdsText(node.left) || holdsText(node.right);
  return (
    node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string")
  );
}

/** One recogniser for each level a logger has: `info()`, `error()`. */
export function atEachLevel<T>(prefix: string, recognise: T): Record<string, T> {
  return Object.fromEntries(LOG_LEVELS.map((level) => [`${prefix}${level}()`, recognise]));
}

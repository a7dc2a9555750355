import { absent, present, unknown, type Fact, type MechanismsOfKind } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { unwrap } from "../bindings/static-name.js";
import type { LogDetails } from "../details.js";
import { isCaughtError } from "../flow/caught-error.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** The names of levels, and what each is worth. */
const LEVELS: Readonly<Record<string, LogDetails["level"]>> = {
  trace: "debug",
  debug: "debug",
  verbose: "debug",
  silly: "debug",
  log: "info",
  info: "info",
  http: "info",
  success: "info",
  warn: "warn",
  warning: "warn",
  error: "error",
  fatal: "error",
};

/** The level that a method's name stands for. */
export function levelOf(name: string): LogDetails["level"] | undefined {
  return Object.hasOwn(LEVELS, name) ? LEVELS[name] : undefined;
}

type LogFacts = { readonly [Name in MechanismsOfKind["log"]]?: Fact };

/** A log call, with what is known of how its values are passed, and of the form its lines have. */
export function logCall(
  call: LibraryCall,
  form: LogDetails["form"],
  mechanisms: LogFacts = {},
): DraftOf<"log"> {
  return {
    kind: "log",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms,
    details: {
      call: call.node,
      level: levelOf(call.operation) ?? "info",
      form,
      isRoot: !/child|Request|\breq\b|with\(/.test(call.way),
    },
  };
}

/** A logger whose lines are text for people, so that values in the message are where they belong. */
export function textLog(call: LibraryCall): DraftOf<"log"> {
  return logCall(call, "text");
}

/** Values woven into a message can't be searched for; a literal message with fields beside it can. */
export function messageFact(
  { facts, operation }: Pick<LibraryCall, "facts" | "operation">,
  message: Node | undefined,
  remedy: string,
): Fact {
  if (!message) return present("nothing is woven into the message");
  if (constantOf(facts.bindings, message)) return present("the message is constant");
  const woven = wovenInto(message);
  if (woven.length === 0) return unknown("the message is an expression");
  if (levelOf(operation) === "debug") return unknown("nobody searches for debugging lines");
  if (woven.every((value) => tellsOfError(facts, value)))
    return unknown("only the error is woven into the message");
  return absent("values are woven into the message", remedy);
}

/** The values in a template or sum of texts; none for any other expression. */
export function wovenInto(message: Node): readonly Node[] {
  const node = unwrap(message);
  if (node.type === "TemplateLiteral") return node.expressions;
  if (node.type !== "BinaryExpression" || node.operator !== "+" || !holdsText(node)) return [];
  return partsOf(node).filter((part) => part.type !== "Literal");
}

function partsOf(node: Node): readonly Node[] {
  return node.type === "BinaryExpression" && node.operator === "+"
    ? [...partsOf(node.left), ...partsOf(node.right)]
    : [node];
}

function holdsText(node: Node): boolean {
  if (node.type === "BinaryExpression") return holdsText(node.left) || holdsText(node.right);
  return (
    node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string")
  );
}

/** `error`, `error.message`, `String(error)` of what a handler caught. */
function tellsOfError(facts: FileFacts, value: Node): boolean {
  const node = unwrap(value);
  if (node.type === "MemberExpression") return tellsOfError(facts, node.object);
  if (node.type === "CallExpression") {
    const subject =
      node.callee.type === "MemberExpression" ? node.callee.object : node.arguments[0];
    return subject !== undefined && tellsOfError(facts, subject);
  }
  return isCaughtError(facts, node);
}

/** One recogniser for each level a logger has: `info()`, `error()`. */
export function atEachLevel<T>(
  prefix: string,
  recognise: T,
  levels: readonly string[] = Object.keys(LEVELS),
): Record<string, T> {
  return Object.fromEntries(levels.map((level) => [`${prefix}${level}()`, recognise]));
}

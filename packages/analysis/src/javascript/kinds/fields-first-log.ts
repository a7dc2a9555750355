import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import type { LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";
import { errorField } from "./error-field.js";
import { logCall, messageFact } from "./log.js";

const LOG_METHOD = /\blogMethod\b/;
/** What may write an error under another key, or give it one. */
const SERIALIZERS = /\bserializers\b|\berrorKey\b|\bserializeError\b/;
const REMEDY = 'logger.info({ userId }, "user created")';

/**
 * One call of a logger that takes its fields first, as pino and what is built on it do: what
 * follows a message fills its `%` placeholders, and without one it is dropped
 * (getpino.io/#/docs/api, "logger.info([mergingObject], [message], [...values])").
 */
export function fieldsFirstLog(call: LibraryCall) {
  return logCall(call, "fields", {
    arguments: argumentsFact(call),
    fields: messageFact(call, messageOf(call), REMEDY),
  });
}

function argumentsFact(call: LibraryCall): Fact {
  const { facts } = call;
  const [first, second] = [call.argument(0), call.argument(1)];
  const text = first && constantOf(facts.bindings, first)?.value;
  if (!first) return present("nothing is passed");
  if (typeof text !== "string" && first.type !== "TemplateLiteral") return serialised(call);
  if (!second || second.type === "SpreadElement") return present("nothing follows the message");
  if (/%[sdifjoOc]/.test(typeof text === "string" ? text : facts.textOf(first)))
    return present("placeholders take what follows");
  return facts.packageMentions(LOG_METHOD)
    ? unknown("a `logMethod` hook may reorder the arguments")
    : absent(
        `pino drops what follows a message without placeholders, so \`${facts.textOf(second)}\` is lost`,
        'the fields first: `logger.error({ err, userId }, "…")`',
      );
}

/** pino's `err` serializer writes an error's message and stack; under any other key it is `{}` (docs/api.md, "serializers"). */
function serialised(call: LibraryCall): Fact {
  const key = errorField(call.facts, call.argument(0), (name) => name !== "err");
  if (key === undefined) return present("the fields come first");
  return call.facts.packageMentions(SERIALIZERS)
    ? unknown("a serializer may write the error")
    : absent(
        `pino writes the error under \`${key}\` as \`{}\`, since only \`err\` has a serializer`,
        "`{ err: " + key + " }`, or `errorKey` in the logger's options",
      );
}

/** The message of a call that may begin with fields. */
export function messageOf(call: LibraryCall): Node | undefined {
  const [first, second] = [call.argument(0), call.argument(1)];
  const isText =
    first &&
    (first.type === "TemplateLiteral" ||
      first.type === "BinaryExpression" ||
      typeof constantOf(call.facts.bindings, first)?.value === "string");
  return isText || !second ? first : second;
}

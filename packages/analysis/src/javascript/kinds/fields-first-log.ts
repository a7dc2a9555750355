import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import type { LibraryCall } from "../recogniser.js";
import { logCall, messageFact } from "./log.js";

const LOG_METHOD = /\blogMethod\b/;
const REMEDY = 'logger.info({ userId }, "user created")';

/**
 * One call of a logger that takes its fields first, as pino and what is built on it do: what
 * follows a message fills its `%` placeholders, and without one it is dropped
 * (getpino.io/#/docs/api, "logger.info([mergingObject], [message], [...values])").
 */
export function fieldsFirstLog(call: LibraryCall) {
  return logCall(call, structure(call));
}

function structure(call: LibraryCall): Fact {
  const [first, second] = [call.argument(0), call.argument(1)];
  const text = first && constantOf(call.facts.bindings, first)?.value;
  if (typeof text !== "string") {
    const isMessage = first?.type === "TemplateLiteral" || first?.type === "BinaryExpression";
    return messageFact(call, isMessage || !second ? first : second, REMEDY);
  }
  if (!second || /%[sdifjoOc]/.test(text)) return present("the message is constant");
  return call.facts.mentions(LOG_METHOD)
    ? unknown("a `logMethod` hook may reorder the arguments")
    : absent(
        "pino drops what follows a message without placeholders, so the fields are lost",
        REMEDY,
      );
}

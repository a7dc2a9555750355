import { absent, present, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { atEachLevel, logCall, messageFact } from "../kinds/log.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

const REMEDY = 'logger.info({ userId }, "user created")';

/**
 * One call of a pino logger. Fields come first: what follows a message fills its `%` placeholders,
 * and without one it is dropped (getpino.io/#/docs/api, "logger.info([mergingObject], [message], [...values])").
 */
export function pinoLog(call: LibraryCall) {
  return logCall(call, structure(call));
}

function structure(call: LibraryCall): Fact {
  const first = call.argument(0);
  const text = first && constantOf(call.facts.bindings, first)?.value;
  if (typeof text === "string") {
    return call.node.arguments.length > 1 && !/%[sdifjoOc]/.test(text)
      ? absent("pino drops what follows a message without placeholders, so the fields are lost", REMEDY)
      : present("the message is constant");
  }
  const message = first?.type === "ObjectExpression" ? call.argument(1) : first;
  return messageFact(message, REMEDY);
}

export const pino: Library = defineLibrary({
  packages: ["pino"],
  docs: "https://getpino.io/#/docs/api",
  aliases: { "pino()": "()", "().child()": "()", "new Logger": "()", "new BaseLogger": "()", "new pino.Logger": "()" },
  sites: atEachLevel("().", pinoLog),
});

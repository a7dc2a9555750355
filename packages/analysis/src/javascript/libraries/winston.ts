import { absent, present, unknown, type Fact } from "@faultline/contract";
import { calleeName, staticName, unwrap } from "../bindings/static-name.js";
import type { LogDetails } from "../details.js";
import { isCaughtError } from "../flow/caught-error.js";
import { allNodes } from "../flow/walk.js";
import { errorField } from "../kinds/error-field.js";
import { atEachLevel, logCall, messageFact } from "../kinds/log.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";
import type { Call, Node } from "../source.js";

/** Formats that leave a line the JSON it is by default (README, "Formats"). */
const TO_FIELDS = new Set(["combine", "json", "timestamp", "errors", "label", "metadata", "splat"]);
/** Formats whose lines are for people. */
const TO_TEXT = new Set(["simple", "printf", "cli", "prettyPrint", "colorize"]);

/** winston takes the message first and the fields after it (README, "Logging"). */
function winstonLog(call: LibraryCall) {
  const form = formOf(call.origin.creation);
  const fields =
    form === "fields"
      ? messageFact(call, call.argument(0), 'logger.info("user created", { userId })')
      : unknown("the logger's format may be text, where values belong in the message");
  return logCall(call, form, { arguments: argumentsFact(call, form), fields });
}

/** `JSON.stringify` finds nothing in an error, and winston's JSON format is just that (winston#1243, #1338). */
function argumentsFact(call: LibraryCall, form: LogDetails["form"]): Fact {
  const [first, second] = [call.argument(0), call.argument(1)];
  if (form !== "fields") return unknown("the logger's format is not known");
  if (first && !second && isCaughtError(call.facts, first)) {
    return call.facts.packageMentions(/\berrors\(/)
      ? unknown("the `errors` format may write the error")
      : absent(
          "winston's JSON format writes an error as `{}`",
          'a message before it: `logger.error("payment failed", error)`',
        );
  }
  const key = errorField(call.facts, second, () => true);
  return key === undefined
    ? present("the message comes first and the fields after it")
    : absent(
        `winston's JSON format writes the error under \`${key}\` as \`{}\``,
        'the error itself as the second argument: `logger.error("payment failed", error)`',
      );
}

/** What the options of `createLogger` make of a line: JSON, unless a format says otherwise. */
function formOf(creation: Call | undefined): LogDetails["form"] {
  if (!creation || calleeName(creation.callee) !== "createLogger") return "unknown";
  const [options] = creation.arguments;
  if (!options) return "fields";
  if (unwrap(options).type !== "ObjectExpression") return "unknown";
  const formats = allNodes(options).flatMap(formatsGiven);
  if (formats.some((format) => TO_TEXT.has(format))) return "text";
  return formats.every((format) => TO_FIELDS.has(format)) ? "fields" : "unknown";
}

/** The names of the formats that a `format` option calls; a spread or a variable is one that is not known. */
function formatsGiven(node: Node): readonly string[] {
  if (node.type === "SpreadElement") return ["unknown"];
  if (node.type !== "Property" || staticName(node) !== "format") return [];
  const calls = allNodes(node.value).filter((part) => part.type === "CallExpression");
  const names = calls.map(({ callee }) => calleeName(callee));
  return names.length === 0 ? ["unknown"] : names.map((name) => name ?? "unknown");
}

export const winston: Library = defineLibrary({
  packages: ["winston"],
  docs: "https://github.com/winstonjs/winston#logging",
  aliases: {
    "createLogger()": "new Logger",
    "new Logger.child()": "new Logger",
    "loggers.get()": "new Logger",
    "loggers.add()": "new Logger",
    "new Container.get()": "new Logger",
  },
  sites: { ...atEachLevel("new Logger.", winstonLog), ...atEachLevel("", winstonLog) },
});

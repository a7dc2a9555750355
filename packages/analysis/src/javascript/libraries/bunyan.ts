import { absent, present, unknown, type Fact } from "@faultline/contract";
import { errorField } from "../kinds/error-field.js";
import { atEachLevel, logCall, messageFact } from "../kinds/log.js";
import { constantOf } from "../bindings/constant.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"];

/** bunyan takes the fields first; what follows a message is formatted into it (README, "Log Method API"). */
function bunyanLog(call: LibraryCall) {
  const [first, second] = [call.argument(0), call.argument(1)];
  const isText =
    first?.type === "TemplateLiteral" ||
    first?.type === "BinaryExpression" ||
    (first && typeof constantOf(call.facts.bindings, first)?.value === "string");
  return logCall(call, "fields", {
    arguments: argumentsFact(call),
    fields: messageFact(
      call,
      isText || !second ? first : second,
      'log.info({ userId }, "user created")',
    ),
  });
}

/** Only serializers write an error that is a field, and a logger has none unless told (README, "Serializers"). */
function argumentsFact(call: LibraryCall): Fact {
  const key = errorField(call.facts, call.argument(0), () => true);
  if (key === undefined) return present("the fields come first");
  return call.facts.packageMentions(/[sS]erializers\b/)
    ? unknown("a serializer may write the error")
    : absent(
        `bunyan writes the error under \`${key}\` as \`{}\`, since the logger has no serializers`,
        "`serializers: bunyan.stdSerializers` and `{ err }`",
      );
}

export const bunyan: Library = defineLibrary({
  packages: ["bunyan"],
  docs: "https://github.com/trentm/node-bunyan#log-method-api",
  aliases: {
    "createLogger()": "new Logger",
    "new ": "new Logger",
    "new Logger.child()": "new Logger",
  },
  sites: atEachLevel("new Logger.", bunyanLog, LEVELS),
});

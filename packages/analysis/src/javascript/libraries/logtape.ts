import { unknown } from "@faultline/contract";
import { atEachLevel, logCall, messageFact } from "../kinds/log.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

const LEVELS = ["trace", "debug", "info", "warn", "warning", "error", "fatal"];

/** A message's placeholders name the fields that follow it (manual, "Structured logging"). */
function logtapeLog(call: LibraryCall) {
  const message = call.argument(0);
  return logCall(call, "fields", {
    arguments: unknown("what a sink writes is not known"),
    fields: messageFact(call, message, 'logger.info("User {userId} created", { userId })'),
  });
}

export const logtape: Library = defineLibrary({
  packages: ["@logtape/logtape"],
  docs: "https://logtape.org/manual/struct",
  aliases: {
    "getLogger()": "new Logger",
    "new Logger.getChild()": "new Logger",
    "new Logger.with()": "new Logger",
  },
  sites: atEachLevel("new Logger.", logtapeLog, LEVELS),
});

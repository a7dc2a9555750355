import { atEachLevel, logCall, messageFact } from "../kinds/log.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** winston takes the message first and the fields after it (README, "Logging"). */
function winstonLog(call: LibraryCall) {
  return logCall(
    call,
    messageFact(call, call.argument(0), 'logger.info("user created", { userId })'),
  );
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

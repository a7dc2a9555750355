import type { ImportedThing, LoggerSetting, Settings } from "@faultline/contract";
import { messageOf } from "../kinds/fields-first-log.js";
import { atEachLevel, logCall, messageFact, textLog } from "../kinds/log.js";
import { transactionWork } from "../kinds/transaction-work.js";
import type { Library, LibraryCall, Recognise } from "../recogniser.js";
import { ownClient } from "./own-client.js";
import { ownRetry } from "./own-retry.js";

/** A library that one setting describes. */
export interface DescribedLibrary {
  readonly thing: ImportedThing & { readonly methods?: readonly string[] };
  readonly library: Library;
}

/** What settings say, in the form that library files have. */
export function librariesOf(settings: Settings): readonly DescribedLibrary[] {
  const { clients = [], loggers = [], retryHelpers = [], transactionRunners = [] } = settings;
  return [
    ...clients.map((client) => described(client, ownClient(client))),
    ...retryHelpers.map((helper) => described(helper, ownRetry(helper))),
    ...transactionRunners.map((runner) => {
      const { work = 0, handle = 0, ambient = false, driver } = runner;
      const form = { argument: work, parameter: handle, isAmbient: ambient };
      return described(runner, (call) => transactionWork(call, form), driver);
    }),
    ...loggers.map((logger) => ({ thing: logger, library: loggerLibrary(logger) })),
  ];
}

/** Sites are those of the library by its `name`: statements join the transactions of their own driver. */
function described(
  thing: DescribedLibrary["thing"],
  recognise: Recognise,
  name = thing.module,
): DescribedLibrary {
  const sites = Object.fromEntries(callKeys(thing).map((key) => [key, recognise]));
  return { thing, library: { packages: [thing.module], name, docs: DOCS, sites } };
}

const DOCS = "https://github.com/faultline-dev/faultline/blob/main/docs/settings.md";

/** The calls of a thing as keys of a library: its methods, or itself. */
export function callKeys(thing: DescribedLibrary["thing"]): readonly string[] {
  const way = wayOfThing(thing);
  if (!thing.methods) return [`${way}()`];
  return thing.methods.map((method) => `${way === "" ? "" : `${way}.`}${method}()`);
}

/** The way to a thing from its module, whose default export is the empty one. */
export function wayOfThing({ export: way = "" }: ImportedThing): string {
  return way.replace(/(?<![\w$.])default\.?(?![\w$])/, "");
}

function loggerLibrary(logger: LoggerSetting): Library {
  const way = wayOfThing(logger);
  const prefix = way === "" ? "" : `${way}.`;
  return {
    packages: [logger.module],
    name: logger.module,
    docs: DOCS,
    aliases: { [`${prefix}child()`]: way },
    sites: atEachLevel(prefix, STYLES[logger.style]),
  };
}

/** A line in each style; what becomes of an error in it is the logger's own matter. */
const STYLES: Readonly<Record<LoggerSetting["style"], Recognise>> = {
  "fields-first": (call: LibraryCall) =>
    logCall(call, "fields", {
      fields: messageFact(call, messageOf(call), 'logger.info({ userId }, "user created")'),
    }),
  "message-first": (call: LibraryCall) =>
    logCall(call, "fields", {
      fields: messageFact(call, call.argument(0), 'logger.info("user created", { userId })'),
    }),
  text: textLog,
};

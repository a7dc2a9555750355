import { readOption, type OptionValue } from "../bindings/read-option.js";
import { databaseClient } from "../kinds/database-owner.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { effectOf } from "../kinds/limit.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

/**
 * A socket that fails or is closed is emitted as `error`, beside what the request in flight is told; connecting and each
 * request have 15 s by default, and 0 switches that off (tedious 19.2, `lib/connection.js`).
 */
function connection(call: LibraryCall): SiteDraft {
  const effect = effectOf("requestTimeout", requestTimeout(call));
  return databaseClient(call, {
    ...(effect && { "effective-timeout": effect }),
    "error-listener": errorListenerFact(call, {
      without:
        "a connection that the server closes or the network drops is an `error` event, and without a listener that ends the process",
    }),
  });
}

/** `options.requestTimeout` of the configuration. */
function requestTimeout(call: LibraryCall): OptionValue {
  const options = call.option(0, "options");
  return options.state === "given"
    ? readOption(call.facts.bindings, options.node, "requestTimeout", call.passed)
    : options;
}

/** A request carries its statement, and is run by the connection that it is handed to. */
function request(call: LibraryCall): SiteDraft {
  return sqlQuery(call, call.argument(0), { transaction: "unknown" });
}

export const tedious: Library = defineLibrary({
  packages: ["tedious"],
  docs: "https://tediousjs.github.io/tedious/api-connection.html",
  givesPromises: false,
  sites: { "new Connection": connection, "new Request": request },
});

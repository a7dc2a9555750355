import type { LibraryCall } from "../recogniser.js";

/** A statement that each new connection runs, or a default of the library. */
const SETS_LIMIT =
  /\bset\s+(?:session\s+)?statement_timeout\b|\bdefaults\.(?:statement|query)_timeout\b/i;

/** True where a connection's own parameters may limit statements, which are set on the server. */
export function hasServerOptions(call: LibraryCall): boolean {
  if (call.facts.mentions(SETS_LIMIT)) return true;
  const text = call.option(0, "connectionString");
  const isReadable =
    text.state === "constant" && typeof text.value === "string" && !text.value.includes("timeout");
  return call.option(0, "options").state !== "absent" || (text.state !== "absent" && !isReadable);
}

import { absent, present, unknown, type Fact } from "@faultline/contract";
import { readOption } from "../bindings/read-option.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** Without one a call has the deadline `Infinity` (`build/src/deadline.js`, 1.14). */
const NONE: Fact = absent(
  "a gRPC call has no deadline by default",
  "{ deadline: Date.now() + 5_000 } before the callback",
);

function unary(call: LibraryCall) {
  if (NO_CALL.has(call.operation)) return undefined;
  return outboundCall(call, { timeout: deadline(call), ownAttempts: 1 });
}

/** What a client has beside the methods of its service. */
const NO_CALL = new Set(["close", "getChannel", "waitForReady"]);

/** `client.method(request, metadata?, options?, callback)`: a call whose last argument is a function is unary. */
function deadline(call: LibraryCall): Fact {
  const rest = call.node.arguments.slice(1);
  const last = rest.at(-1);
  if (!last || !isCallback(call, last)) return unknown("it may be a stream");
  if (mayHaveDefault(call))
    return unknown("an interceptor or the service's configuration may set a deadline");
  for (const options of rest.slice(0, -1)) {
    if (call.facts.bindings.origin(options)?.path === "new Metadata") continue;
    const option = readOption(call.facts.bindings, options, "deadline");
    if (option.state === "unknown") return unknown("whether it has a deadline can't be read here");
    if (option.state !== "absent") return present("a `deadline` is passed");
  }
  return NONE;
}

/** Options of the client may bring an interceptor or a service configuration. */
function mayHaveDefault({ origin, facts }: LibraryCall): boolean {
  const { creation } = origin;
  return creation ? creation.arguments.length > 2 : facts.packageMentions(SETS_DEFAULT);
}

const SETS_DEFAULT = /\bInterceptingCall\b|\bmethodConfig\b|grpc\.service_config/;

function isCallback({ facts }: LibraryCall, node: Node): boolean {
  return facts.bindings.functionOf(node) !== undefined;
}

export const grpcJs: Library = defineLibrary({
  packages: ["@grpc/grpc-js", "grpc"],
  docs: "https://grpc.io/docs/guides/deadlines/",
  sites: {
    "new loadPackageDefinition().*.*()": unary,
    "new loadPackageDefinition().*.*.*()": unary,
    "new loadPackageDefinition().*.*.*.*()": unary,
  },
});

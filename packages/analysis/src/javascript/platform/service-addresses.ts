import { absent, present } from "@faultline/contract";
import { calleeName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isConditional } from "../flow/asks-where.js";
import { secretSource } from "../flow/secret-source.js";
import { isLoopback } from "../flow/secret-text.js";
import { valueAt } from "../flow/value-behind.js";
import type { ConfigurationPlaces, SiteDraft } from "../recogniser.js";
import type { Call } from "../source.js";

/** The addresses that clients are made with, and whether another environment can have another one. */
export function serviceAddresses(facts: FileFacts): readonly SiteDraft[] {
  return facts.nodes.calls.flatMap((call) =>
    call.arguments.length === 0
      ? []
      : facts.project.calls
          .configurationOf(facts, call)
          .flatMap((places) => addressIn(facts, call, places) ?? []),
  );
}

/** The first address of a call; its host and its port are one. */
function addressIn(
  facts: FileFacts,
  call: Call,
  { addresses = [], endpoints = [] }: ConfigurationPlaces,
): SiteDraft | undefined {
  for (const place of [...addresses, ...endpoints]) {
    const value = valueAt(facts, call.arguments, place);
    if (!value) continue;
    const source = secretSource(value.facts, value.node);
    const isWritten =
      source.kind === "literal" &&
      !isConditional(facts, call) &&
      // A first argument may be the name of a database as well.
      (place !== "0" || source.text.includes("://"));
    if (source.kind !== "environment" && !isWritten) continue;
    const host = isWritten ? hostOf(source.text) : undefined;
    if (isWritten && (host === undefined || !isOfOneEnvironment(host, addresses.includes(place))))
      continue;
    return {
      kind: "service-address",
      library: "javascript",
      operation: calleeName(call.callee) ?? "call",
      node: value.facts === facts ? value.node : call.callee,
      mechanisms: {
        "configurable-address":
          host === undefined
            ? present("it comes from the environment")
            : absent(
                `\`${calleeName(call.callee) ?? "the call"}()\` always goes to \`${host}\``,
                "Read it from the environment",
              ),
      },
    };
  }
  return undefined;
}

/** The host of an address, or the text itself where it is only a host. */
function hostOf(text: string): string | undefined {
  const found =
    /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^@/\s]*@)?(\[[^\]]+\]|[\w.-]+)(?::\d+)?(?:[/?].*)?$/i.exec(
      text,
    );
  return found?.[1];
}

/**
 * True for a host that only one environment has. A public name of an HTTP service is the same for all;
 * a database, cache or broker has another one everywhere.
 */
function isOfOneEnvironment(host: string, isInfrastructure: boolean): boolean {
  if (/^\d+$/.test(host) || /\.example(?:\.com)?$/.test(host)) return false;
  if (isInfrastructure) return isLoopback(host) || !/\.(?:sock|db|sqlite\d?)$/.test(host);
  return (
    /^\d+(?:\.\d+){3}$/.test(host) ||
    isLoopback(host) ||
    !host.includes(".") ||
    /\.(?:internal|local|svc|lan|corp|intranet)$/.test(host)
  );
}

import { absent, present, unknown, type ClientSetting, type Fact } from "@faultline/contract";
import { boundFromOutside } from "../flow/bounding.js";
import { effectOf, limitFact } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { databaseQuery } from "../kinds/query.js";
import type { LibraryCall, Recognise, SiteDraft } from "../recogniser.js";

/** Recognises the calls of a client that settings describe. */
export function ownClient(client: ClientSetting): Recognise {
  return (call) => draftOf(call, client);
}

function draftOf(call: LibraryCall, client: ClientSetting): SiteDraft {
  const { access = "unknown", retries, idempotencyKey } = client;
  const place = { library: call.library, operation: call.operation, node: call.node.callee };
  switch (client.kind ?? "outbound-call") {
    case "outbound-call":
      return outboundCall(call, {
        access,
        timeout: timeoutFact(call, client),
        effects: effectsOf(call, client),
        ...(typeof client.timeout === "object" && { optionsAt: client.timeout.argument }),
        ...(retries !== undefined && { ownAttempts: retries + 1 }),
        ...(idempotencyKey !== undefined && { idempotency: keyFact(idempotencyKey) }),
      });
    case "database-query": {
      const timeout = timeoutFact(call, client);
      const fromOutside =
        timeout.state === "absent" ? boundFromOutside(call.facts, call.node) : undefined;
      return databaseQuery(call, { access, rows: "unknown", timeout: fromOutside ?? timeout });
    }
    case "cache-operation":
      return {
        kind: "cache-operation",
        ...place,
        extent: call.node,
        mechanisms: {},
        details: { access },
      };
    case "queue-publish":
      return {
        kind: "queue-publish",
        ...place,
        extent: call.node,
        mechanisms: {},
        details: { access },
      };
  }
}

function timeoutFact(call: LibraryCall, { timeout }: ClientSetting): Fact {
  if (timeout === undefined) return unknown("the settings don't say whether it is limited");
  if (timeout === true) return present("limited, as the settings say");
  if (timeout === false)
    return absent("the settings say that it has no limit", "signal: AbortSignal.timeout(5_000)");
  const { argument, option } = timeout;
  return limitFact(option, call.option(argument, option), {
    without: `without \`${option}\` it has no limit, as the settings say`,
    remedy: `${option}: 5_000`,
  });
}

function effectsOf(call: LibraryCall, { timeout }: ClientSetting): readonly (Fact | undefined)[] {
  return typeof timeout === "object"
    ? [effectOf(timeout.option, call.option(timeout.argument, timeout.option))]
    : [];
}

function keyFact(isSent: boolean): Fact {
  return isSent
    ? present("an idempotency key is sent, as the settings say")
    : absent(
        "no idempotency key is sent, as the settings say",
        "headers: { 'Idempotency-Key': id }",
      );
}

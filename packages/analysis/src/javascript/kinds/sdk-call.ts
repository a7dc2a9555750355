import { present, type Fact } from "@faultline/contract";
import { readOption } from "../bindings/read-option.js";
import type { Access } from "../details.js";
import type { LibraryCall, Recognise } from "../recogniser.js";
import { effectOf } from "./limit.js";
import { outboundCall } from "./outbound-call.js";

/** What is known of every call of an SDK that limits and repeats its calls by itself. */
export interface SdkDefaults {
  readonly timeoutMs: number;
  /** The first attempt included. */
  readonly attempts: number;
  /** The argument of a call that may set other limits. */
  readonly optionsAt: number;
  /** The argument of the client's construction that may. */
  readonly clientOptionsAt: number;
  readonly access?: Access;
  readonly idempotency?: Fact;
  /** How the repetitions are switched off. */
  readonly withoutRetries?: string;
}

/** A call of an SDK with limits of its own, which the client or the call may change. */
export function sdkCall(defaults: SdkDefaults): Recognise {
  return (call) => {
    const { timeoutMs, attempts, optionsAt, access = "write", idempotency } = defaults;
    const isPlain =
      isMadePlain(call, defaults) && call.option(optionsAt, "maxRetries").state === "absent";
    return outboundCall(call, {
      access: READS.test(call.operation) ? "read" : access,
      timeout: present(`${String(timeoutMs / 1000)} s for each attempt by default`),
      effects: [effectOf("timeout", call.option(optionsAt, "timeout"))],
      ownAttempts: isPlain ? attempts : undefined,
      withoutRetries: defaults.withoutRetries,
      timeoutMs: isPlain ? timeoutMs : undefined,
      ...(idempotency && { idempotency }),
    });
  };
}

const READS = /^(?:list|retrieve|get|fetch|search|find)/i;

const CHANGES = ["maxRetries", "maxNetworkRetries", "timeout", "autoRetry"];

/** True where the file shows that the client was made without options about repetitions or limits. */
function isMadePlain({ facts, origin }: LibraryCall, { clientOptionsAt }: SdkDefaults): boolean {
  const { creation } = origin;
  if (!creation || creation.arguments.some(({ type }) => type === "SpreadElement")) return false;
  const options = creation.arguments[clientOptionsAt];
  return CHANGES.every((name) => readOption(facts.bindings, options, name).state === "absent");
}

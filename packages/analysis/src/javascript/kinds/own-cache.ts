import { absent, present, unknown, type Fact } from "@faultline/contract";
import { readOption } from "../bindings/read-option.js";
import { isWithin } from "../flow/walk.js";
import type { LibraryCall } from "../recogniser.js";

/** How a library of caches says when a value goes. */
export interface CacheLimits {
  /** Options of the construction that bound what is kept, by the argument they are in. */
  readonly created: readonly (readonly [number, string])[];
  readonly without: string;
  readonly remedy: string;
}

/** The fact of `set(key, value, ttl?)` on a cache that this file makes. */
export function unexpiringIn(call: LibraryCall, limits: CacheLimits): Fact {
  if (call.argument(2)) return present("a lifetime is given");
  const { facts, origin } = call;
  const { creation } = origin;
  if (!creation || !isWithin(creation, facts.source.ast))
    return unknown("the cache is made elsewhere");
  const options = limits.created.map(([index, name]) =>
    readOption(facts.bindings, creation.arguments[index], name),
  );
  if (options.every(({ state }) => state === "absent"))
    return absent(limits.without, limits.remedy);
  return options.some(({ state }) => state === "unknown")
    ? unknown("what the cache is made with can't be read here")
    : present("the cache bounds what it keeps");
}

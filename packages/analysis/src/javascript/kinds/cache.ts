import { present, unknown, type Fact } from "@faultline/contract";
import type { DraftOf, LibraryCall, Recognise } from "../recogniser.js";
import { unexpiring } from "./expiry.js";

/** A read of a cache or key-value store. */
export const cacheRead: Recognise = (call) => cacheOperation(call, "read");

/** A write to a cache or key-value store. */
export function cacheWrite(call: LibraryCall, expiry?: Fact): DraftOf<"cache-operation"> {
  return cacheOperation(call, "write", expiry);
}

/** A write of a value by its key; `further` says more of it than the value, which may be its expiry. */
export function cacheSet(
  call: LibraryCall,
  further: boolean,
  remedy: string,
): DraftOf<"cache-operation"> {
  return cacheWrite(
    call,
    further ? unknown("more is said of the key than its value") : unexpiring(call, remedy),
  );
}

/** The commands of a store that caches are made of, by their names in a library. */
export interface CacheCommands {
  readonly reads: readonly string[];
  readonly set: Recognise;
  /** Commands that take a value and its expiry. */
  readonly expiring: readonly string[];
  /** Commands that write something else than a value with an end. */
  readonly writes: readonly string[];
}

const expiring: Recognise = (call) =>
  cacheWrite(call, present("the key is written with its expiry"));
const plain: Recognise = (call) => cacheWrite(call);

/** Recognisers for the commands of a client or cluster. */
export function cacheCommands(
  way: string,
  { reads, set, expiring: withExpiry, writes }: CacheCommands,
): Readonly<Record<string, Recognise>> {
  const each = (names: readonly string[], recognise: Recognise): [string, Recognise][] =>
    names.map((name) => [`${way}.${name}()`, recognise]);
  return Object.fromEntries([
    ...each(reads, cacheRead),
    ...each(["set"], set),
    ...each(withExpiry, expiring),
    ...each(writes, plain),
  ]);
}

function cacheOperation(
  call: LibraryCall,
  access: "read" | "write",
  expiry?: Fact,
): DraftOf<"cache-operation"> {
  return {
    kind: "cache-operation",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: expiry ? { expiry } : {},
    details: { access },
  };
}

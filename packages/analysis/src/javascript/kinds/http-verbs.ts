import type { LibraryCall, Recognise } from "../recogniser.js";

/** Recognisers for `client.get()` and its like, and for the client itself where it is called. */
export function verbsOf(
  receiver: string,
  verbs: readonly string[],
  recognise: (call: LibraryCall, method: string | undefined) => ReturnType<Recognise>,
): Readonly<Record<string, Recognise>> {
  const way = (name: string): string => (receiver === "" ? `${name}()` : `${receiver}.${name}()`);
  return {
    [`${receiver}()`]: (call) => recognise(call, undefined),
    ...Object.fromEntries(
      verbs.map((name): [string, Recognise] => [
        way(name),
        (call) => recognise(call, name === "del" ? "DELETE" : name.toUpperCase()),
      ]),
    ),
  };
}

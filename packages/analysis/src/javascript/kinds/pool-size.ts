import type { DeclaredDraft, LibraryCall } from "../recogniser.js";

/**
 * How many connections a pool may open: what the option says, where the file fixes it, or the library's default where
 * nothing is said. Nothing where it comes from elsewhere.
 */
export function poolSize(
  call: LibraryCall,
  option: string,
  byDefault: number,
): readonly DeclaredDraft[] {
  const given = call.option(0, option);
  if (given.state === "absent")
    return [{ name: "pool-size", value: byDefault, node: call.node.callee }];
  return given.state === "constant" && typeof given.value === "number"
    ? [{ name: "pool-size", value: given.value, node: given.node }]
    : [];
}

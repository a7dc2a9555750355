import type { DeclaredDraft, DraftOf, LibraryCall } from "../recogniser.js";

/** A pool of connections, or the client of an ORM that keeps one. */
export function databasePool(
  call: LibraryCall,
  mechanisms: DraftOf<"pool">["mechanisms"],
  declared: readonly DeclaredDraft[] = [],
): DraftOf<"pool"> {
  return { kind: "pool", ...placeOf(call), declared, mechanisms };
}

/** A single connection to a database. */
export function databaseClient(
  call: LibraryCall,
  mechanisms: DraftOf<"database-client">["mechanisms"],
): DraftOf<"database-client"> {
  return { kind: "database-client", ...placeOf(call), mechanisms };
}

function placeOf({
  library,
  operation,
  node,
}: LibraryCall): Pick<DraftOf<"pool">, "library" | "operation" | "node" | "extent"> {
  return { library, operation, node: node.callee, extent: node };
}

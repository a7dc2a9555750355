import type { DraftOf, LibraryCall } from "../recogniser.js";

/** A transaction whose work is done by a function that is handed to the library: it commits and rolls back by itself. */
export function transactionWork(
  call: LibraryCall,
  form: {
    /** Which argument is the function; the last one unless said otherwise. */
    readonly argument?: number;
    /** Which of that function's parameters is the transaction's handle. */
    readonly parameter?: number;
    /** True where statements on the outer handle join the transaction by themselves. */
    readonly isAmbient?: boolean;
  } = {},
): DraftOf<"transaction"> | undefined {
  const count = call.node.arguments.length;
  const given = call.argument(form.argument ?? count - 1);
  const work = given && call.facts.bindings.functionOf(given);
  if (!work) return undefined;
  return {
    kind: "transaction",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: work.body,
    protects: work.body,
    mechanisms: {},
    details: { work, handle: work.params[form.parameter ?? 0], isAmbient: form.isAmbient ?? false },
  };
}

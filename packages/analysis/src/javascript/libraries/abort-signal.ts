import { absent, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

const SHARED: Fact = absent(
  "the signal is made once, when the module loads, and aborts every call after its time is over",
  "AbortSignal.timeout(5_000) for each call",
);

/** The clock of a signal runs from where it is made (nodejs.org/api/globals.html, `AbortSignal.timeout`). */
function shared(call: LibraryCall): DraftOf<"time-limit"> | undefined {
  if (enclosingFunction(call.node) || !isKeptForLater(call)) return undefined;
  return {
    kind: "time-limit",
    library: "AbortSignal",
    operation: "timeout",
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "effective-timeout": SHARED },
  };
}

/** True where a function of the file uses the signal, or what holds it, after the module has loaded. */
function isKeptForLater({ node, facts }: LibraryCall): boolean {
  const name = holderOf(facts, node);
  const references = (name && facts.bindings.variables.of(name)?.references) ?? [];
  return references.some(({ identifier }) => enclosingFunction(identifier) !== undefined);
}

/** The constant that keeps the signal, past objects and the clients that are made with it. */
function holderOf(facts: FileFacts, node: Node): Node | undefined {
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    if (current.type === "VariableDeclarator") return current.id;
    const isPart =
      current.type === "Property" ||
      current.type === "ObjectExpression" ||
      current.type.startsWith("TS") ||
      makesClient(facts, current);
    if (!isPart) return undefined;
  }
  return undefined;
}

function makesClient(facts: FileFacts, node: Node): boolean {
  const isCall = node.type === "CallExpression" || node.type === "NewExpression";
  return isCall && facts.draftOf(node)?.kind === "client";
}

export const abortSignal: Library = defineLibrary({
  packages: ["globalThis"],
  docs: "https://nodejs.org/api/globals.html#abortsignaltimeoutdelay",
  sites: { "AbortSignal.timeout()": shared },
});

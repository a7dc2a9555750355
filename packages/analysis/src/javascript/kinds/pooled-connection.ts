import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { Variable } from "@typescript-eslint/scope-manager";
import { unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { calledMethod } from "../flow/call-tests.js";
import { waysOut } from "../flow/ways-out.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";
import {
  holderOf,
  isHandedToCleanUp,
  isMemberOn,
  mentions,
  whereabouts,
  type Holder,
} from "./holding.js";
import { textOfSql } from "./sql-statement.js";

/** A connection that is taken from a pool and has to go back. */
export function pooledConnection(
  call: LibraryCall,
  { release }: { readonly release: readonly [string, ...string[]] },
): DraftOf<"pooled-connection"> | undefined {
  const holder = holderOf(call.facts, call.node);
  return {
    kind: "pooled-connection",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: {
      release: holder
        ? letGoFact(call, holder, {
            names: release,
            never: "nothing in this function releases it",
            remedy: `finally { ${holder.variable.name}.${release[0]}() }`,
          })
        : unknown("it is kept by something that outlives this function"),
    },
  };
}

/** Whether every way out of the function lets go of what a variable of it holds. */
export function letGoFact(
  { facts, node }: LibraryCall,
  holder: Holder,
  words: {
    readonly names: readonly string[];
    readonly never: string;
    readonly remedy: string;
    /** The call after which there is something to let go of; the call itself unless said otherwise. */
    readonly taken?: typeof node;
  },
): Fact {
  const { variable, scope, isDisposedOf } = holder;
  if (isDisposedOf) return present("`using` lets go of it");
  const kept = whereabouts(holder);
  const owner = ownerOf(facts, node);
  if (kept === "kept") return unknown("it is handed on, and may be let go of elsewhere");
  const ways = waysOut(scope.body, {
    taken: words.taken ?? node,
    letsGo: (inner) =>
      isMemberOn(facts, inner, variable, words.names) ||
      isHandedToCleanUp(facts, inner, variable) ||
      (owner !== undefined && isMemberOn(facts, inner, owner, ["end", "destroy", "close"])),
    opens: (awaited) => isOpening(facts, awaited),
    isAbout: (test) => mentions(facts, test, variable),
  });
  if (ways.isHidden) return unknown("a callback lets go of it");
  if (!ways.isLetGo)
    return kept === "lent"
      ? unknown("a function that it is handed to may let go of it")
      : absent(words.never, words.remedy);
  const [name = ""] = words.names;
  if (ways.onError) return absent(`an error on the way to \`${name}()\` skips it`, words.remedy);
  if (ways.onReturn) return absent(`a path returns without \`${name}()\``, words.remedy);
  return present(`every way out goes through \`${name}()\``);
}

/** The variable of the pool that a connection is taken from; closing it closes the connection too. */
function ownerOf(facts: FileFacts, { callee }: LibraryCall["node"]): Variable | undefined {
  return callee.type === "MemberExpression"
    ? facts.bindings.variables.of(unwrap(callee.object))
    : undefined;
}

/** A connection whose BEGIN fails is lost anyway; documentation of ORMs has it before the `try`. */
function isOpening(facts: FileFacts, awaited: Node): boolean {
  const method = calledMethod(awaited);
  if (method === undefined || awaited.type !== "CallExpression") return false;
  if (/^(?:connect|startTransaction|beginTransaction|begin)$/.test(method)) return true;
  const [first] = awaited.arguments;
  const text = method === "query" && first ? textOfSql(facts, first) : undefined;
  return text !== undefined && /^\s*(?:begin|start\s+transaction)\b/i.test(text);
}

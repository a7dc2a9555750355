import { absent, present, unknown, type Fact } from "@faultline/contract";
import { DefinitionType, type Variable } from "@typescript-eslint/scope-manager";
import { staticName, unwrap } from "../bindings/static-name.js";
import { takenAt } from "./first-use.js";
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

const KEPT = "it is kept by something that outlives this function";

/** A connection that is taken from a pool and has to go back. */
export function pooledConnection(
  call: LibraryCall,
  {
    release,
    isLazy = false,
  }: {
    readonly release: readonly [string, ...string[]];
    /** True where the connection is taken when it is first used. */
    readonly isLazy?: boolean;
  },
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
            ...(isLazy && { taken: takenAt(holder, call.node) }),
          })
        : isLazy
          ? keptFact(call, release)
          : unknown(KEPT),
    },
  };
}

/** A field that takes a query runner, in a file that never lets go of anything by that name. */
function keptFact({ facts, node }: LibraryCall, release: readonly [string, ...string[]]): Fact {
  const field = fieldOf(node);
  if (field === undefined) return unknown(KEPT);
  const closes = new RegExp(String.raw`\b${field}\b[?!]*\.(?:${release.join("|")})\b`);
  return facts.mentions(closes) || facts.mentions(/\.(?:destroy|end|close)\(/)
    ? unknown(KEPT)
    : absent(
        `\`this.${field}\` keeps it, and nothing in this file releases it`,
        `await this.${field}.${release[0]}()`,
      );
}

/** `runner` of `this.runner = source.createQueryRunner()`. */
export function fieldOf(call: Node): string | undefined {
  const { parent } = call;
  if (parent?.type === "AwaitExpression") return fieldOf(parent);
  if (parent?.type !== "AssignmentExpression" || parent.left.type !== "MemberExpression")
    return undefined;
  const { left } = parent;
  return left.object.type === "ThisExpression" ? staticName(left) : undefined;
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
    readonly taken?: Node;
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
  if (ways.onError && isClosedByCaller(facts, owner))
    return unknown("whoever handed the pool in may close it");
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

/** A pool that is a parameter, in a file that closes pools. */
function isClosedByCaller(facts: FileFacts, owner: Variable | undefined): boolean {
  return (
    owner?.defs[0]?.type === DefinitionType.Parameter && facts.mentions(/\.(?:destroy|end|close)\(/)
  );
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

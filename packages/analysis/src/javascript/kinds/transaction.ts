import { absent, present, unknown, type Fact } from "@faultline/contract";
import { DefinitionType } from "@typescript-eslint/scope-manager";
import { calleeName, unwrap } from "../bindings/static-name.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { waysOut } from "../flow/ways-out.js";
import { isWithin, allNodes } from "../flow/walk.js";
import type { TSESTree } from "@typescript-eslint/types";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";
import { holderOf, mentions, whereabouts } from "./holding.js";
import { textOfSql } from "./sql-statement.js";

/** How a library ends a transaction that was opened by hand. */
export interface TransactionWords {
  /** Statements that end it, for a library that is handed SQL: `COMMIT`. */
  readonly ends?: RegExp;
  /** Methods that end it: `commitTransaction`. */
  readonly methods?: RegExp;
  /** Methods that end its connection, and the transaction with it. */
  readonly discards?: RegExp;
  readonly remedy: string;
}

/** A transaction that the code opens and closes itself, at its BEGIN. */
export function transactionByHand(
  call: LibraryCall,
  words: TransactionWords,
): DraftOf<"transaction"> {
  const scope = enclosingFunction(call.node);
  const attempt = scope && protectingTry(scope, call);
  return {
    kind: "transaction",
    library: call.library,
    operation: "BEGIN",
    node: call.node.callee,
    extent: scope?.body ?? call.facts.source.ast,
    ...(attempt && { protects: attempt.block }),
    mechanisms: { rollback: rollbackFact(call, scope, words) },
  };
}

/** The `try` around the BEGIN, or the one right after it in the same function. */
function protectingTry(scope: FunctionNode, call: LibraryCall): TSESTree.TryStatement | undefined {
  const tries = allNodes(scope.body).filter(
    (node): node is TSESTree.TryStatement => node.type === "TryStatement",
  );
  return (
    tries.find((node) => isWithin(call.node, node.block)) ??
    tries.find((node) => node.range[0] > call.node.range[1])
  );
}

function rollbackFact(
  call: LibraryCall,
  scope: FunctionNode | undefined,
  words: TransactionWords,
): Fact {
  if (!scope) return unknown("it is opened outside of any function");
  const holder = holderOf(call.facts, call.node);
  if (holder && whereabouts(holder) === "kept")
    return unknown("it is handed on, and ended elsewhere");
  const seen = new Set<Node>();
  const ways = waysOut(scope.body, {
    taken: call.node,
    letsGo: (node) => {
      const end = endsIt(call, node, words);
      if (end === "perhaps") seen.add(node);
      return end !== undefined;
    },
    isAbout: (test) =>
      (holder !== undefined && mentions(call.facts, test, holder.variable)) ||
      /transaction|committed|finished/i.test(call.facts.textOf(test)),
  });
  if (ways.isHidden) return unknown("a callback ends it");
  if (!ways.isLetGo) return unknown("it is ended elsewhere");
  if (ways.onError && isForCaller(call))
    return unknown("whoever handed the connection in may roll back");
  if (ways.onError)
    return absent(
      "an error before COMMIT leaves the transaction open on its connection",
      words.remedy,
    );
  if (ways.onReturn) return absent("a path returns while the transaction is open", words.remedy);
  return seen.size > 0 && !rollsBack(call, scope, words)
    ? unknown("a release may end its connection, or give it back as it is")
    : present("every way out commits or rolls back");
}

/** True where something in the function rolls back, or ends the connection for certain, beside the COMMIT. */
function rollsBack(call: LibraryCall, scope: FunctionNode, words: TransactionWords): boolean {
  const ends = allNodes(scope.body).filter((node) => endsIt(call, node, words) === "surely");
  return ends.length > 1;
}

const ROLLS_BACK = /\broll_?back|\babortTransaction\b/i;

/** An error goes to whoever owns the connection; where the package rolls back anywhere, that may be there. */
function isForCaller({ facts, node }: LibraryCall): boolean {
  const handle = node.callee.type === "MemberExpression" ? unwrap(node.callee.object) : undefined;
  const definition = handle && facts.bindings.variables.of(handle)?.defs[0];
  return definition?.type === DefinitionType.Parameter && facts.packageMentions(ROLLS_BACK);
}

/** Functions of the project that end a transaction, by their names: `this.rollback(client)`. */
const ENDS = /(?<!after|before|on|post|pre)commit|roll_?back|abort/i;

/** Whether a call ends the transaction; `perhaps` where that hangs on a value. */
function endsIt(
  call: LibraryCall,
  node: Node,
  words: TransactionWords,
): "surely" | "perhaps" | undefined {
  if (node.type !== "CallExpression") return undefined;
  const { callee } = node;
  const name = calleeName(callee);
  if (name === undefined) return undefined;
  if (ENDS.test(name) || words.methods?.test(name) || words.discards?.test(name)) return "surely";
  // `release(error)` ends the connection instead of giving it back; without an error it does not.
  if (name === "release" && node.arguments.length > 0) return "perhaps";
  const [first] = node.arguments;
  const text = first && words.ends && textOfSql(call.facts, first);
  return text !== undefined && words.ends?.test(text) === true ? "surely" : undefined;
}

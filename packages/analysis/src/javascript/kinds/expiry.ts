import { absent, present, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { isReadThrough } from "../flow/read-through.js";
import { allNodes } from "../flow/walk.js";
import type { LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** What Redis may be told of a key's end after it was written. */
const EXPIRES = /^p?expire(?:at)?$/i;

/** The fact of a Redis `SET` without an expiry: only what provably fills a cache needs one. */
export function unexpiring({ facts, node }: LibraryCall, remedy: string): Fact {
  const scope = enclosingFunction(node);
  const expires = scope && allNodes(scope.body).some(isExpiring);
  if (expires) return present("the key is told to expire beside the write");
  return isReadThrough(facts, node)
    ? absent(
        "what is cached here stays until Redis is full, and is never brought up to date",
        remedy,
      )
    : unknown("it may be state that is meant to stay");
}

function isExpiring(node: Node): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    EXPIRES.test(staticName(node.callee) ?? "")
  );
}

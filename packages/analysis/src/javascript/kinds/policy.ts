import { unknown, type Fact } from "@faultline/contract";
import type { Origin } from "../bindings/origin.js";
import { methodName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isWithin } from "../flow/walk.js";
import type { DescribeWrapping, LibraryCall, Wrapping } from "../recogniser.js";
import type { Call } from "../source.js";
import { anyOf } from "./limit.js";

/** What a policy limits of the work that it is handed, with the call that made it, where this file makes it. */
export type PolicyLimits = (call: LibraryCall, made: Call | undefined) => Wrapping;

/** The words of a library whose policies are made one by one, put together, and then run work. */
export interface PolicyWords {
  /** What policies limit, by the name of what makes them; any other may limit it. */
  readonly limits: Readonly<Record<string, PolicyLimits>>;
  /** What makes one policy of those that it is handed. */
  readonly together: string;
  /** The method that gives a policy again. */
  readonly again: string;
}

const UNREAD: Fact = unknown("one of the policies can't be read here");

/** What a call like `policy.execute(work)` limits. */
export function executedBy(words: PolicyWords): DescribeWrapping {
  return (call) => limitsOf(words, call, call.origin);
}

function limitsOf(words: PolicyWords, call: LibraryCall, policy: Origin): Wrapping {
  const name = /^\w+/.exec(policy.path)?.[0] ?? "";
  const made = creationOf(words, call.facts, policy);
  return name === words.together
    ? limitsTogether(words, call, made)
    : (words.limits[name]?.(call, made) ?? {});
}

/** One policy that limits it is enough, and one that can't be read may be that. */
function limitsTogether(words: PolicyWords, call: LibraryCall, made: Call | undefined): Wrapping {
  const [first, ...others] = (made?.arguments ?? []).map((policy): Wrapping => {
    const origin = call.facts.bindings.origin(policy);
    return origin?.module === call.origin.module ? limitsOf(words, call, origin) : {};
  });
  if (!first) return {};
  const one = (limit: keyof Wrapping): Fact =>
    anyOf(first[limit] ?? UNREAD, ...others.map((other) => other[limit] ?? UNREAD));
  return { timeLimit: one("timeLimit"), concurrencyLimit: one("concurrencyLimit") };
}

/** The call of this file that made a policy, also through a method that gives it again. */
function creationOf(words: PolicyWords, facts: FileFacts, { creation }: Origin): Call | undefined {
  if (!creation || !isWithin(creation, facts.source.ast)) return undefined;
  const { callee } = creation;
  if (callee.type !== "MemberExpression" || methodName(callee) !== words.again) return creation;
  const inner = facts.bindings.origin(callee.object);
  return inner && creationOf(words, facts, inner);
}

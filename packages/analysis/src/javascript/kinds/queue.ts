import { absent, present, unknown, type Fact } from "@faultline/contract";
import { readOption, type OptionValue } from "../bindings/read-option.js";
import { staticName } from "../bindings/static-name.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";
import { trailOf } from "../trail/follow-value.js";
import type { Stop } from "../trail/trail.js";

/** A message or job that is handed to a broker. */
export function publish(call: LibraryCall): DraftOf<"queue-publish"> {
  return {
    kind: "queue-publish",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: {},
    details: { access: "write" },
  };
}

/** How a library says how often a job is tried. */
export interface JobRetries {
  readonly without: string;
  readonly remedy: string;
}

/**
 * Whether the jobs of a queue are tried again: by the queue's own options, or by those of each job.
 * One job that is seen to be added without either is proof.
 */
export function jobRetryFact(call: LibraryCall, missing: JobRetries): Fact {
  const { bindings } = call.facts;
  const defaults = call.option(1, "defaultJobOptions");
  const own =
    defaults.state === "given" ? readOption(bindings, defaults.node, "attempts") : defaults;
  if (own.state !== "absent") return statedFact(own);
  const added = trailOf(call.facts, call.node).uses.flatMap(jobOptionsAt);
  if (added.some(({ state }) => state === "given" || state === "constant" || state === "unknown"))
    return unknown("some of its jobs may say how often they are tried");
  return added.length === 0
    ? unknown("its jobs are added elsewhere")
    : absent(missing.without, missing.remedy);
}

function statedFact(attempts: OptionValue): Fact {
  if (attempts.state === "constant" && attempts.value === 1)
    return unknown("one attempt is asked for");
  return attempts.state === "unknown"
    ? unknown("whether `attempts` is set can't be read here")
    : present("`attempts` is set");
}

/** What the options of a job say of its attempts; a job that is repeated anyway has its next run. */
function jobOptionsAt({ node, facts }: Stop): readonly OptionValue[] {
  const access = node.parent;
  if (access?.type !== "MemberExpression" || access.object !== node) return [];
  const call = access.parent;
  if (staticName(access) !== "add" || call.type !== "CallExpression") return [];
  const options = optionsOf(call.arguments);
  if (options === "unread") return [{ state: "unknown" }];
  const read = ["attempts", "repeat"].map((name) => readOption(facts.bindings, options, name));
  const [stated] = read.filter(({ state }) => state !== "absent");
  return [stated ?? { state: "absent" }];
}

/** `add(name, data, options)`, and the older `add(data, options)`. */
function optionsOf(given: readonly Node[]): Node | undefined | "unread" {
  if (given.some(({ type }) => type === "SpreadElement")) return "unread";
  const [first, second, third] = given;
  if (third) return third;
  const isNamed =
    first?.type === "TemplateLiteral" ||
    (first?.type === "Literal" && typeof first.value === "string");
  if (isNamed || !second) return undefined;
  // A name that is worked out, or data: what comes next may be either.
  return first?.type === "ObjectExpression" ? second : "unread";
}

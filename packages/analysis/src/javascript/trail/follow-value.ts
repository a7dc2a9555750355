import { enclosingClass } from "../bindings/class-members.js";
import type { FileFacts } from "../file-facts.js";
import type { Call, Node } from "../source.js";
import { boundTo, declaredAs } from "./bound-to.js";
import { fieldHolders, instancesOf } from "./class-holders.js";
import { nextStops } from "./next-stops.js";
import { lost, stop, type Exit, type Kept, type Next, type Stop, type Trail } from "./trail.js";

/** How many expressions one trail may touch; a value that is in more hands is everywhere. */
const MAX_STOPS = 600;

/** Follows the value that a call makes. */
export function trailOf(facts: FileFacts, creation: Call, kept: Kept = {}): Trail {
  const start =
    creation.callee.type === "Super" ? fromInside(facts, creation) : [stop(facts, creation, [])];
  return follow(start, kept);
}

/** Follows the value that arrives at a parameter. */
export function trailOfParameter(facts: FileFacts, pattern: Node, kept: Kept = {}): Trail {
  return follow(boundTo(facts, pattern, []), kept);
}

/** What `super()` makes is `this` in the class, and every instance of it. */
function fromInside(facts: FileFacts, creation: Call): readonly Next[] {
  const body = enclosingClass(creation);
  if (!body?.parent.id) return [lost("its class has no name")];
  return [
    ...[...fieldHolders(facts, body, false), ...instancesOf(facts, body)].map((node) =>
      stop(facts, node, []),
    ),
    ...declaredAs(facts, body.parent.id, []),
  ];
}

function follow(start: readonly Next[], kept: Kept): Trail {
  const uses: Stop[] = [];
  const exits: Exit[] = [];
  const seen = new Map<Node, Set<string>>();
  const pending = [...start];
  let why: string | undefined;
  for (let next = pending.pop(), stops = 0; next; next = pending.pop()) {
    if (next.kind === "lost") why ??= next.why;
    else if (next.kind !== "stop") exits.push(next);
    else if (isNew(seen, next)) {
      if (next.path.length === 0) uses.push(next);
      if (++stops > MAX_STOPS) return { uses, exits, lost: "it is used in too many places" };
      pending.push(...nextStops(next, kept));
    }
  }
  return { uses, exits, lost: why };
}

function isNew(seen: Map<Node, Set<string>>, { node, path }: Stop): boolean {
  // `Class.instance = new Class()` leads to itself.
  if (path.some((step) => path.filter((other) => other === step).length > 2)) return false;
  const paths = seen.get(node) ?? new Set();
  seen.set(node, paths);
  const key = path.join(".");
  if (paths.has(key)) return false;
  paths.add(key);
  return true;
}

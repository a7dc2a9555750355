import { methodName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { registeredAs } from "../flow/declared-runner.js";
import type { ValueUse } from "../flow/place.js";
import { usesFrom, usesOfFunction, usesOfValue } from "../flow/value-uses.js";
import { importedPlaces } from "../modules/importers.js";
import type { Call, FunctionNode, Node } from "../source.js";

/** A call on the way from a function to the route that it answers: the route's own, or one that wraps the handler. */
export interface Registration {
  readonly facts: FileFacts;
  readonly call: Call;
  readonly handler: Node;
  readonly isRoute: boolean;
}

/** Whether all ways are known on which a function comes to answer requests. */
export type Registrations = readonly Registration[] | "unknown";

/** How far one answer may go through wrappers and files. */
const MAX_STEPS = 5;

/** The calls by which a function comes to answer requests, wrappers included. */
export function registrationsOf(facts: FileFacts, handler: FunctionNode): Registrations {
  const found: Registration[] = [];
  const isKnown = followAll(facts, usesOfFunction(facts, handler), { found, steps: 0 });
  return isKnown && found.some(({ isRoute }) => isRoute) ? found : "unknown";
}

interface Search {
  readonly found: Registration[];
  readonly steps: number;
}

function followAll(facts: FileFacts, uses: readonly ValueUse[], search: Search): boolean {
  return uses.every((use) => follow(facts, use, search));
}

function follow(facts: FileFacts, use: ValueUse, search: Search): boolean {
  if (search.steps > MAX_STEPS) return false;
  const further = { ...search, steps: search.steps + 1 };
  switch (use.kind) {
    case "called":
      return false;
    case "lost":
      return false;
    case "handed": {
      const { call, argument } = use;
      const isRoute = isRouteCall(facts, call);
      search.found.push({ facts, call, handler: argument, isRoute });
      if (isRoute) return true;
      const uses = usesOfValue(facts, call);
      return uses.length > 0 && followAll(facts, uses, further);
    }
    case "exported": {
      const places = [...importedPlaces(facts, use.way)];
      return places.every(({ facts: other, next }) =>
        followAll(other, usesFrom(other, next), further),
      );
    }
  }
}

const ROUTE = /^(?:get|post|put|patch|delete|all|use|route|options|head|on|del)$/;

/** A call that registers handlers, by its library or by its form: `router.post("/users", …)`. */
function isRouteCall(facts: FileFacts, call: Call): boolean {
  const origin = facts.bindings.origin(call.callee);
  if (origin && registeredAs(facts, origin, "call") === "request") return true;
  const [path] = call.arguments;
  const isPath =
    path?.type === "Literal" && typeof path.value === "string" && /^\/|^\*/.test(path.value);
  const isChained =
    call.callee.type === "MemberExpression" && /\.route\(\s*["'`]/.test(facts.textOf(call.callee));
  return ROUTE.test(methodName(unwrap(call.callee)) ?? "") && (isPath || isChained);
}

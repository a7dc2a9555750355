import { constantOf } from "../bindings/constant.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

export const ROUTE_METHODS = [
  "get",
  "post",
  "put",
  "patch",
  "delete",
  "head",
  "options",
  "all",
] as const;

/**
 * Names by which probes are conventionally served (kubernetes.io "Configure Liveness, Readiness and
 * Startup Probes"; Google's `z` pages). A path is data, so a name is all there is to go by.
 */
const HEALTH =
  /(?:^|[/_.-])(?:health|healthz|health-?check|livez?|liveness|readyz?|readiness|startupz?|ping|up|status|heartbeat)(?:$|[/_.-])/i;

/** A route with its handler, drawn at its path or `at`; undefined when the call does not define one. */
export function route(
  call: LibraryCall,
  method: string,
  path: Node | undefined,
  handler: Node | undefined,
  at: Node | undefined = path,
): RouteDraft | undefined {
  if (!path || !handler) return undefined;
  const value = constantOf(call.facts.bindings, path)?.value;
  return typeof value === "string"
    ? routeAt(call, { method, path: value, at: at ?? path, handler })
    : undefined;
}

export type RouteDraft = DraftOf<"route"> | DraftOf<"health-route">;

/** A route whose path is known, with the place it is drawn at. */
export function routeAt(
  call: LibraryCall,
  route: {
    readonly method: string;
    readonly path: string;
    readonly at: Node;
    readonly handler: Node;
  },
): RouteDraft {
  const { method, path, at, handler } = route;
  return {
    kind: HEALTH.test(path) ? "health-route" : "route",
    library: call.library,
    operation: method.toLowerCase(),
    node: at,
    extent: call.facts.bindings.functionOf(handler)?.body ?? "none",
    target: `${method.toUpperCase()} ${path}`,
    mechanisms: {},
    details: { handler },
  };
}

import type { FaultSite } from "@faultline/contract";

/** What is known of a request that a server served or a client sent. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
  /** The pattern the framework matched it with, where it tells. */
  readonly route?: string;
}

/** A route of the source, ready to be compared. */
export interface RoutePattern {
  readonly site: FaultSite;
  readonly method: string;
  readonly segments: readonly string[];
}

/** The routes that the source defines, most specific first. */
export function applicationRoutes(sites: readonly FaultSite[]): readonly RoutePattern[] {
  return sites
    .filter(({ kind }) => kind === "route" || kind === "health-route")
    .flatMap((site) => {
      const [method, path] = site.target?.split(" ", 2) ?? [];
      return method && path ? [{ site, method, segments: segmentsOf(path) }] : [];
    })
    .toSorted(
      (a, b) => staticSegments(b) - staticSegments(a) || b.segments.length - a.segments.length,
    );
}

/**
 * The route of the source that serves a request. A router may be mounted below a prefix, so a
 * route's pattern need only match the end of the path. A pattern without any fixed segment
 * (`/:id`) would then match whatever a test's stand-in servers serve: it counts only where the
 * framework itself names it.
 */
export function findRoute(
  routes: readonly RoutePattern[],
  request: RequestLine,
): RoutePattern | undefined {
  return routes.find((route) => servesMethod(route, request.method) && servesPath(route, request));
}

/** The path to report a request under: the framework's pattern, or the source's with its prefix. */
export function pathOf(route: RoutePattern | undefined, request: RequestLine): string {
  if (request.route !== undefined) return request.route;
  if (!route) return request.path;
  const path = segmentsOf(request.path);
  const prefix = endsInRest(route) ? [] : path.slice(0, path.length - route.segments.length);
  return `/${[...prefix, ...route.segments].join("/")}`;
}

function servesMethod(route: RoutePattern, method: string): boolean {
  if (route.method === "ALL" || route.method === method) return true;
  return route.method === "GET" && method === "HEAD";
}

function servesPath(route: RoutePattern, request: RequestLine): boolean {
  if (request.route !== undefined)
    return endsWith(segmentsOf(request.route), route.segments, sameSegment);
  const path = segmentsOf(request.path);
  if (route.segments.length === 0) return path.length === 0;
  if (staticSegments(route) === 0) return false;
  if (!endsInRest(route)) return endsWith(path, route.segments, fills);
  const fixed = route.segments.slice(0, -1);
  return path.length >= fixed.length && endsWith(path.slice(0, fixed.length), fixed, fills);
}

type Comparison = (segment: string, pattern: string) => boolean;

function endsWith(path: readonly string[], end: readonly string[], compare: Comparison): boolean {
  const from = path.length - end.length;
  return (
    from >= 0 && path.slice(from).every((segment, index) => compare(segment, end[index] ?? ""))
  );
}

/** Parameters are the same whatever their names. */
function sameSegment(segment: string, pattern: string): boolean {
  return segment === pattern || (isParameter(segment) && isParameter(pattern));
}

function fills(segment: string, pattern: string): boolean {
  return segment === pattern || isParameter(pattern);
}

function isParameter(segment: string): boolean {
  return segment.startsWith(":") || segment.startsWith("*") || /^\{.*\}$/.test(segment);
}

function endsInRest(route: RoutePattern): boolean {
  return route.segments.at(-1)?.startsWith("*") ?? false;
}

function staticSegments(route: RoutePattern): number {
  return route.segments.filter((segment) => !isParameter(segment)).length;
}

function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

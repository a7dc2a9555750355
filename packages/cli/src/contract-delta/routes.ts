import type { ContractChange, FaultSite } from "@faultline/contract";
import { NO_DELTA, type LanguageDelta } from "./contract-language.js";

/** The routes of code, for services that describe their interface nowhere else. */
export interface RouteStates {
  /** Sites of the changed files, as they were at base. */
  readonly base: readonly FaultSite[];
  /** Every site of the project at head. */
  readonly head: readonly FaultSite[];
  /** Changed files whose routes can't all be read at head. */
  readonly unread: readonly string[];
  /** True where the repository holds the client too, which is released with the service. */
  readonly hasClient: boolean;
}

/**
 * Routes that are gone, and those that are new. A route is gone where no route at head can answer its requests: one
 * below another prefix, or one whose path can't be read, still may.
 */
export function compareRoutes({ base, head, unread, hasClient }: RouteStates): LanguageDelta {
  const files = new Set(base.map(({ location }) => location.file));
  const before = routesOf(base);
  const after = routesOf(head);
  const known = new Map(before.map((route) => [route.key, route]));
  const fresh = after.filter(
    (route) => files.has(route.site.location.file) && !known.has(route.key),
  );
  const gone = before.filter((route) => !after.some((other) => mayAnswer(other, route)));
  const isOpen = unread.length > 0 || head.some(isUnreadRoute);
  const contracts = [...new Set([...gone, ...fresh].map(({ site }) => site.location.file))];
  if (contracts.length === 0) return NO_DELTA;
  return {
    contracts: contracts.map((file) => ({
      language: "routes",
      file,
      state: isOpen ? "unknown" : "compared",
      detail: isOpen ? "has routes beside it whose paths can't be read" : "",
    })),
    changes: [
      ...(isOpen ? [] : gone.map((route) => removed(route, { head, after, hasClient }))),
      ...fresh.map(({ name, site }): ContractChange => {
        return {
          ...ROUTE,
          effect: "non-breaking",
          subject: name,
          change: "was added",
          location: site.location,
        };
      }),
    ],
  };
}

const ROUTE = { language: "routes" } as const;

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly site: FaultSite;
}

function routesOf(sites: readonly FaultSite[]): readonly Route[] {
  return sites.flatMap((site): readonly Route[] => {
    if (site.kind !== "route" && site.kind !== "health-route") return [];
    const match = /^([A-Z]+) (\/\S*)$/.exec(site.target ?? "");
    const [name, method = "", written = ""] = match ?? [];
    if (name === undefined) return [];
    const path = plainPath(written);
    return [{ name, method, path, key: `${method} ${path}`, site }];
  });
}

/** Without the names of parameters. */
function plainPath(path: string): string {
  return path
    .replaceAll(/:\w+(?:\([^)]*\))?\??|\{[^}]*\}|\[[^\]]*\]/g, "{}")
    .replace(/(?<=.)\/$/, "")
    .toLowerCase();
}

function isUnreadRoute({ kind, target }: FaultSite): boolean {
  return kind === "route" && !/^[A-Z]+ \/\S*$/.test(target ?? "");
}

/** A router may be mounted below any prefix, so that one path may be the end of the other. */
function mayAnswer(head: Route, base: Route): boolean {
  if (head.method !== base.method && !/^(?:ALL|USE|ANY)$/.test(head.method)) return false;
  if (head.path.includes("*")) return true;
  return isEndOf(head.path, base.path) || isEndOf(base.path, head.path);
}

function isEndOf(path: string, longer: string): boolean {
  return path === longer || (path.length > 1 && longer.endsWith(path));
}

function removed(
  route: Route,
  {
    head,
    after,
    hasClient,
  }: Pick<RouteStates, "head" | "hasClient"> & { readonly after: readonly Route[] },
): ContractChange {
  const { file } = route.site.location;
  const neighbour = head.find(({ kind, location }) => kind === "route" && location.file === file);
  const next = route.path.replace(
    /\/v(\d+)(?=\/|$)/,
    (_, version: string) => `/v${String(Number(version) + 1)}`,
  );
  const isReplaced =
    next !== route.path && after.some((other) => other.key === `${route.method} ${next}`);
  return {
    ...ROUTE,
    effect: hasClient ? "risky" : "breaking",
    subject: route.name,
    change: "was removed",
    location: neighbour?.location ?? { file, line: 1, column: 1, endLine: 1, endColumn: 1 },
    reason: "Clients that call it get 404 or 405.",
    migration:
      "Keep it, with a `Deprecation` and a `Sunset` header, until no client calls it; or serve the new form below a new version.",
    ...(isReplaced && { announcement: "versioned" as const }),
  };
}

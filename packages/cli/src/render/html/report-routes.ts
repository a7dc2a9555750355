import type { EvidenceSummary, LedgerEntry } from "@faultline/contract";
import type { ReportRoute } from "./report.js";

/** Every route that the code declares or a test requested, by name. */
export function reportRoutes(
  ledger: readonly LedgerEntry[],
  { routes, concurrency }: EvidenceSummary,
): readonly ReportRoute[] {
  const declared = new Map(
    ledger.flatMap(({ site: { kind, target, location } }) =>
      (kind === "route" || kind === "health-route") && target !== undefined
        ? [[target, { file: location.file, line: location.line }] as const]
        : [],
    ),
  );
  const requested = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const together = new Map(concurrency.map((one) => [one.target, one]));
  const names = [...new Set([...declared.keys(), ...requested.keys()])].sort(byPathThenMethod);
  return names.map((name) => {
    const route = requested.get(name);
    const at = declared.get(name);
    return {
      name,
      statuses: Object.entries(route?.statuses ?? {}),
      maxInFlight: route?.maxInFlight ?? 0,
      sameKey: together.get(name)?.sameKey ?? false,
      writes: together.get(name)?.writes ?? false,
      testCount: route?.tests.length ?? 0,
      ...(at && { at }),
    };
  });
}

function byPathThenMethod(a: string, b: string): number {
  const [methodA = "", pathA = ""] = a.split(" ");
  const [methodB = "", pathB = ""] = b.split(" ");
  if (pathA !== pathB) return pathA < pathB ? -1 : 1;
  return methodA < methodB ? -1 : 1;
}

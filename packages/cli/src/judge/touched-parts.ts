import type { FaultSite, TouchedParts } from "@faultline/contract";
import { packageRootOf, packageRootsOf } from "../package-roots.js";

const INTEGRATIONS: ReadonlySet<FaultSite["kind"]> = new Set<FaultSite["kind"]>([
  "outbound-call",
  "client",
  "database-client",
  "pool",
  "database-query",
  "cache-operation",
  "queue-publish",
  "queue",
  "consumer",
]);

/** Files that say what data looks like where no site does: a Prisma schema, a migration in another language. */
export const DATA_MODEL = /(?:\.prisma$|(?:^|\/)migrations?\/.+\.(?:sql|[cm]?[jt]s)$)/;

/** What the sites and files under review belong to. `changed` are the change's files, undefined without one. */
export function touchedParts(
  sites: readonly FaultSite[],
  changed: readonly string[] | undefined,
  files: readonly string[],
): TouchedParts {
  const roots = packageRootsOf(files);
  const schemaChanges = sites.filter(({ kind }) => kind === "schema-change");
  const described = new Set(schemaChanges.map(({ location }) => location.file));
  const dataFiles = (changed ?? []).filter((file) => DATA_MODEL.test(file) && !described.has(file));
  return {
    services: distinct(
      [...(changed ?? sites.map(({ location }) => location.file))].map((file) =>
        packageRootOf(file, roots),
      ),
    ),
    endpoints: distinct(
      sites
        .filter(({ kind }) => kind === "route" || kind === "health-route")
        .flatMap(({ target }) => target ?? []),
    ),
    dataModels: distinct([
      ...schemaChanges.map(({ target, location }) => target ?? location.file),
      ...dataFiles,
    ]),
    integrations: distinct(
      sites
        .filter(({ kind }) => INTEGRATIONS.has(kind))
        .map(({ target, library }) => target ?? library),
    ),
  };
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

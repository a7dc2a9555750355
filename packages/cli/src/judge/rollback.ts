import type { FaultSite, SourceLocation } from "@faultline/contract";
import { factOf } from "./fact-of.js";
import { DATA_MODEL } from "./touched-parts.js";

/** One way back that the repository has. */
export interface Lever {
  readonly text: string;
  readonly location?: SourceLocation;
}

/** npm packages whose purpose is to switch code on and off while it runs. */
const FLAG_PACKAGES =
  /^(?:unleash-client|@unleash\/.+|launchdarkly-.+|@launchdarkly\/.+|@openfeature\/.+|flagsmith(?:-nodejs)?|@growthbook\/.+|configcat-.+|@splitsoftware\/.+|posthog-node|statsig-node|flipt-.+|@flipt-io\/.+)$/;

export interface RollbackMaterial {
  readonly sites: readonly FaultSite[];
  readonly files: readonly string[];
  /** Names of the packages that the project's sources import or its manifests depend on. */
  readonly dependencies: ReadonlySet<string>;
}

/** The ways back, the quickest first. */
export function rollbackLevers(material: RollbackMaterial): readonly Lever[] {
  return [
    ...flagLever(material),
    ...pipelineLever(material),
    ...deploymentLever(material),
    ...migrationLever(material),
  ];
}

function flagLever({ dependencies }: RollbackMaterial): readonly Lever[] {
  const flags = [...dependencies].filter((name) => FLAG_PACKAGES.test(name)).toSorted();
  return flags.length === 0
    ? []
    : [{ text: `What stands behind a feature flag (${flags.join(", ")}) can be switched off.` }];
}

function pipelineLever({ sites }: RollbackMaterial): readonly Lever[] {
  const step = sites.find(
    (site) =>
      site.kind === "deployment-step" && factOf(site, "automatic-rollback")?.state === "present",
  );
  return step
    ? [
        {
          text: "The pipeline rolls back by itself when a deployment fails.",
          location: step.location,
        },
      ]
    : [];
}

function deploymentLever({ sites }: RollbackMaterial): readonly Lever[] {
  const workloads = sites.filter(
    ({ kind, operation, target }) =>
      kind === "workload" && operation === "Deployment" && target !== undefined,
  );
  const [first] = workloads;
  if (!first) return [];
  const names = workloads.slice(0, 3).flatMap(({ target }) => target ?? []);
  return [
    {
      text: `Roll back with \`kubectl rollout undo\` (${names.join(", ")}).`,
      location: first.location,
    },
  ];
}

function migrationLever({ files }: RollbackMaterial): readonly Lever[] {
  const migrations = files.filter((file) => /(?:^|\/)migrations?\//.test(file));
  if (migrations.length === 0) return [];
  const down = migrations.filter(isDown);
  return [
    down.length > 0
      ? { text: `Each schema change has a way down (${String(down.length)} down migrations).` }
      : { text: "Migrations have no way down, so a rollback keeps the new schema." },
  ];
}

/** Migrations of the change that can't be taken back by one beside them. */
export function oneWayMigrations(
  sites: readonly FaultSite[],
  changed: readonly string[],
  files: readonly string[],
): readonly string[] {
  const hasDown = new Set(
    sites
      .filter((site) => site.kind === "migration" && factOf(site, "down")?.state === "present")
      .map(({ location }) => location.file),
  );
  return changed.filter((file) => {
    if (!DATA_MODEL.test(file) || file.endsWith(".prisma") || isDown(file) || hasDown.has(file))
      return false;
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    const stem = file.slice(folder.length).replace(/(?:[._-]up)?\.\w+$/, "");
    return !files.some((other) => other.startsWith(`${folder}${stem}`) && isDown(other));
  });
}

function isDown(file: string): boolean {
  return /(?:\.|_|-|\/)down\b/.test(file);
}

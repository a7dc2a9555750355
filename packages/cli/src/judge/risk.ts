import type {
  FaultSite,
  LedgerEntry,
  Outcome,
  Risk,
  SeverityCounts,
  TouchedParts,
} from "@faultline/contract";
import { oneWayMigrations, rollbackLevers } from "./rollback.js";

/** What a risk is read from. */
export interface RiskMaterial {
  readonly outcome: Outcome;
  readonly counts: SeverityCounts;
  /** Every site of the project: a way back may lie outside of a change. */
  readonly sites: readonly FaultSite[];
  readonly files: readonly string[];
  readonly dependencies: ReadonlySet<string>;
  /** Files of the change; undefined where everything is under review. */
  readonly changed: readonly string[] | undefined;
  readonly touches: TouchedParts;
  /** What is under review, with what tests proved of it. */
  readonly reviewed: readonly LedgerEntry[];
}

const LEVELS = ["low", "medium", "high"] as const;

/** How much is at stake, what that rests on, and the way back that the repository itself offers. */
export function assessRisk(material: RiskMaterial): Risk {
  const levers = rollbackLevers(material);
  const raised = material.changed ? changeRisk(material, material.changed) : [];
  const level = [levelOf(material), ...raised.map((reason) => reason.level)].reduce(worse, "low");
  const places = levers.flatMap(({ location }) => location ?? []);
  return {
    level,
    rollback:
      levers.length > 0
        ? levers.map(({ text }) => text).join(" ")
        : "The repository shows no deployment and no migrations; say in the change how to take it back.",
    ...(raised.length > 0 && { reasons: raised.map(({ text }) => text) }),
    ...(places.length > 0 && { levers: places }),
  };
}

type Level = Risk["level"];

function levelOf({ outcome, counts }: RiskMaterial): Level {
  if (outcome === "approve") return "low";
  return counts.critical + counts.high > 0 || outcome === "cannot-judge" ? "high" : "medium";
}

function worse(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;
}

interface Reason {
  readonly level: Level;
  readonly text: string;
}

/** A change is as risky as what it touches, less what is proved of it, more where it can't be taken back. */
function changeRisk(
  { touches, reviewed, sites, files }: RiskMaterial,
  changed: readonly string[],
): readonly Reason[] {
  const oneWay = oneWayMigrations(sites, changed, files);
  const exposed = reviewed.filter(({ site }) => EXPOSED.has(site.kind));
  const unproven = exposed.filter(
    ({ evidence: { rung } }) => rung === "absent" || rung === "written",
  );
  return [
    ...oneWay.slice(0, 1).map((file): Reason => {
      const more = oneWay.length > 1 ? ` and ${String(oneWay.length - 1)} more` : "";
      return { level: "high", text: `${file}${more} can't be taken back.` };
    }),
    ...(touches.dataModels.length > 0 && oneWay.length === 0
      ? [
          {
            level: "medium" as const,
            text: `The data model changes: ${listed(touches.dataModels)}.`,
          },
        ]
      : []),
    ...(unproven.length > 0
      ? [
          {
            level: "medium" as const,
            text: `No test ran ${String(unproven.length)} of the ${String(exposed.length)} routes and calls that the change touches.`,
          },
        ]
      : []),
  ];
}

/** Where the outside meets the code. */
const EXPOSED: ReadonlySet<FaultSite["kind"]> = new Set<FaultSite["kind"]>([
  "route",
  "outbound-call",
  "database-query",
  "transaction",
  "queue-publish",
  "consumer",
]);

function listed(names: readonly string[]): string {
  const more = names.length > 3 ? ` and ${String(names.length - 3)} more` : "";
  return `${names.slice(0, 3).join(", ")}${more}`;
}

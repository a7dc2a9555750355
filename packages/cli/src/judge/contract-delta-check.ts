import {
  createFinding,
  NOT_APPLICABLE,
  type CheckResult,
  type ContractChange,
  type ContractDelta,
  type CriterionId,
  type Finding,
} from "@faultline/contract";

/** The check's id. */
export const CONTRACT_DELTA = "contract-delta";

const CRITERIA: readonly CriterionId[] = [
  "api-breaking-changes",
  "api-deprecation",
  "api-delta-report",
];

/**
 * Reports what breaks clients unannounced. What a new version or an earlier deprecation announces is listed in the delta
 * and not reported; what a new version replaces without a deprecation before lacks that alone.
 */
export function checkContractDelta(delta: ContractDelta): CheckResult {
  return { check: CONTRACT_DELTA, criteria: CRITERIA, judgement: judgementOf(delta) };
}

function judgementOf({ contracts, changes }: ContractDelta): CheckResult["judgement"] {
  if (contracts.length === 0) return NOT_APPLICABLE;
  const breaking = changes.filter(({ effect }) => effect === "breaking");
  const findings = [
    ...oneForEachPlace(breaking.filter(({ announcement }) => announcement === undefined)).map(
      unannounced,
    ),
    ...oneForEachPlace(
      breaking.filter((change) => change.announcement === "versioned" && isRemoval(change)),
    ).map(undeprecated),
  ];
  const isWhole = contracts.every(({ state }) => state === "compared");
  return { state: isWhole ? "judged" : "unknown", findings, good: [] };
}

/** What was changed in one place breaks several operations, and is mended once. */
interface Group {
  readonly first: ContractChange;
  readonly others: number;
}

function oneForEachPlace(changes: readonly ContractChange[]): readonly Group[] {
  const groups = new Map<string, ContractChange[]>();
  for (const change of changes) {
    const { file, line } = change.location;
    // What is gone has no place of its own.
    const key = isRemoval(change) ? change.subject : `${file}:${String(line)}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [{ first, others: others.length }] : [],
  );
}

function isRemoval({ change }: ContractChange): boolean {
  return /\bremoved\b/.test(change);
}

function unannounced({ first, others }: Group): Finding {
  const { location, subject, reason = "Clients fail.", migration } = first;
  const more = others > 0 ? ` The same change breaks ${String(others)} more.` : "";
  return createFinding({
    check: CONTRACT_DELTA,
    criterion: "api-breaking-changes",
    ...(isRemoval(first) && { alsoUnmet: ["api-deprecation"] as const }),
    origin: "project",
    location,
    message: `${sentenceOf(first)} ${reason}${more}`,
    ...(migration !== undefined && { suggestion: migration }),
    subject: `${first.language} ${subject} ${first.change}`,
  });
}

function undeprecated({ first }: Group): Finding {
  const { location, subject, migration } = first;
  return createFinding({
    check: CONTRACT_DELTA,
    criterion: "api-deprecation",
    origin: "project",
    location,
    message: `${sentenceOf(first)} A new version replaces it, but it was never marked as deprecated, so that clients learn of it when it is gone.`,
    ...(migration !== undefined && { suggestion: migration }),
    subject: `${first.language} ${subject} ${first.change}`,
  });
}

/** `GET /orders was removed.` */
export function sentenceOf({
  subject,
  change,
}: Pick<ContractChange, "subject" | "change">): string {
  const text = change.startsWith(":") ? `${subject}${change}` : `${subject} ${change}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

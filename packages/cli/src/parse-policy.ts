import { findCriterion, RUNGS } from "@faultline/contract";
import { isRecord } from "./is-record.js";
import type { Attestation, CoveragePolicy, EscalationPolicy, EvidencePolicy } from "./policy.js";

/** Throws what is wrong with a setting: a clause that begins with its name. */
export type Fail = (problem: string) => never;

/** `evidence: [{ paths: ["src/payments/**"], rung: "asserted" }]` */
export function parseEvidencePolicy(value: unknown, fail: Fail): readonly EvidencePolicy[] {
  return entries(value, "evidence", fail).map(([entry, name]) => {
    const { paths, rung } = only(entry, ["paths", "rung"], name, fail);
    const known = RUNGS.find((candidate) => candidate === rung);
    if (known === undefined || known === "absent")
      return fail(`${name}.rung must be one of ${RUNGS.slice(1).join(", ")}.`);
    return { paths: parsePaths(paths, `${name}.paths`, fail), rung: known };
  });
}

/** `coverage: { lines: 80, smallChange: 20 }` */
export function parseCoveragePolicy(value: unknown, fail: Fail): CoveragePolicy {
  if (!isRecord(value)) return fail("coverage must be an object.");
  const { lines, smallChange } = only(value, ["lines", "smallChange"], "coverage", fail);
  return {
    ...(lines !== undefined && { lines: numberUpTo(100, lines, "coverage.lines", fail) }),
    ...(smallChange !== undefined && {
      smallChange: numberUpTo(1_000_000, smallChange, "coverage.smallChange", fail),
    }),
  };
}

/** `attestations: [{ criterion, owner, date, expires, evidence }]` */
export function parseAttestations(value: unknown, fail: Fail): readonly Attestation[] {
  return entries(value, "attestations", fail).map(([entry, name]) => {
    const fields = only(entry, ["criterion", "owner", "date", "expires", "evidence"], name, fail);
    const text = (field: string): string => {
      const content = fields[field];
      return typeof content === "string" && content.trim() !== ""
        ? content
        : fail(`${name} needs "${field}", a text.`);
    };
    const day = (field: string): string => {
      const content = text(field);
      return isDay(content) ? content : fail(`${name}.${field} must be a day such as 2026-11-28.`);
    };
    const criterion = findCriterion(text("criterion"));
    if (!criterion)
      return fail(`${name}.criterion is not a criterion (see \`faultline criteria\`).`);
    const [date, expires] = [day("date"), day("expires")];
    if (expires <= date) return fail(`${name} expires before it begins.`);
    return {
      criterion: criterion.id,
      owner: text("owner"),
      date,
      expires,
      evidence: text("evidence"),
    };
  });
}

/** `escalations: [{ paths: ["src/billing/**"], to: "payments team" }]` */
export function parseEscalations(value: unknown, fail: Fail): readonly EscalationPolicy[] {
  return entries(value, "escalations", fail).map(([entry, name]) => {
    const { paths, to, reason } = only(entry, ["paths", "to", "reason"], name, fail);
    if (typeof to !== "string" || to.trim() === "") return fail(`${name} needs "to", a team.`);
    if (reason !== undefined && typeof reason !== "string")
      return fail(`${name}.reason must be a text.`);
    return {
      paths: parsePaths(paths, `${name}.paths`, fail),
      to,
      ...(reason !== undefined && { reason }),
    };
  });
}

function entries(
  value: unknown,
  name: string,
  fail: Fail,
): readonly (readonly [Readonly<Record<string, unknown>>, string])[] {
  if (!Array.isArray(value)) return fail(`${name} must be a list.`);
  return value.map((entry: unknown, index) => {
    const own = `${name}[${String(index)}]`;
    return isRecord(entry) ? [entry, own] : fail(`${own} must be an object.`);
  });
}

function only(
  entry: Readonly<Record<string, unknown>>,
  known: readonly string[],
  name: string,
  fail: Fail,
): Readonly<Record<string, unknown>> {
  const unknown = Object.keys(entry).find((key) => !known.includes(key));
  return unknown === undefined ? entry : fail(`${name} has no setting "${unknown}".`);
}

function parsePaths(value: unknown, name: string, fail: Fail): readonly string[] {
  const paths = Array.isArray(value) ? value.filter((path) => typeof path === "string") : [];
  if (!Array.isArray(value) || paths.length === 0 || paths.length < value.length)
    return fail(`${name} must be a list of globs such as "src/payments/**".`);
  return paths;
}

function numberUpTo(most: number, value: unknown, name: string, fail: Fail): number {
  if (typeof value === "number" && value >= 0 && value <= most) return value;
  return fail(`${name} must be a number from 0 to ${String(most)}.`);
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The calendar has no 30th of February, although Date takes it for the 2nd of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

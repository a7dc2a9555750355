import type { ContractEffect } from "@faultline/contract";
import type { Difference } from "./changes.js";
import { LOWER_LIMITS, UPPER_LIMITS, type Schema } from "./schema.js";

/** Who sends what a schema describes: a client may not find it tighter, and not get more than it knows. */
export type Direction = "request" | "answer";

export type Report = (found: Omit<Difference, "at" | "subject">) => void;

/** True where the types differ, so that nothing inside of them can be compared. */
export function compareTypes(
  base: Schema,
  head: Schema,
  direction: Direction,
  report: Report,
): boolean {
  if (direction === "answer" && head.isNullable && !base.isNullable && base.types)
    report({
      effect: "breaking",
      change: "may be null now",
      reason: "Clients that rely on a value get none.",
      migration: "Leave the property out, or send an empty value.",
    });
  if (direction === "request" && base.isNullable && !head.isNullable && head.types)
    report({
      effect: "breaking",
      change: "may no longer be null",
      reason: "Requests that send null are refused.",
      migration: "Take null for what it meant before.",
    });
  if (!base.types || !head.types) return false;
  const [allowed, given] =
    direction === "request" ? [head.types, base.types] : [base.types, head.types];
  if ([...given].every((type) => isCovered(type, allowed))) {
    if (direction === "request" || base.format === head.format)
      return !sameTypes(base.types, head.types);
    return false;
  }
  report({
    effect: "breaking",
    change: `changed its type from ${named(base.types)} to ${named(head.types)}`,
    reason:
      direction === "request"
        ? "Requests with the old type are refused."
        : "Clients that read the old type fail to.",
    migration: "Add a property of the new type beside it, and deprecate this one.",
  });
  return true;
}

function sameTypes(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((type) => b.has(type));
}

function isCovered(type: string, allowed: ReadonlySet<string>): boolean {
  return allowed.has(type) || (type === "integer" && allowed.has("number"));
}

function named(types: ReadonlySet<string>): string {
  return [...types].join(" or ");
}

export function compareValues(
  base: Schema,
  head: Schema,
  direction: Direction,
  report: Report,
): void {
  if (direction === "request" && head.values) {
    const gone = [...(base.values ?? [])].filter((value) => !head.values?.has(value));
    if (gone.length > 0 || !base.values)
      report({
        effect: base.values ? "breaking" : "risky",
        change: base.values
          ? `no longer takes ${gone.slice(0, 5).join(", ")}`
          : "takes only some values now",
        reason: "Requests with other values are refused.",
        migration: "Keep taking the old values, and map them.",
      });
  }
  if (direction === "answer" && base.values && head.values) {
    const fresh = [...head.values].filter((value) => !base.values?.has(value));
    if (fresh.length > 0)
      report({
        effect: "risky",
        change: `may be ${fresh.slice(0, 5).join(", ")} now`,
        reason: "Clients that tell all values apart don't know it.",
        migration: "Send it only to clients that ask for it.",
      });
  }
  if (base.format !== head.format && base.format !== undefined && head.format !== undefined)
    report({
      effect: formatEffect(base.format, head.format, direction),
      change: `changed its format from ${base.format} to ${head.format}`,
      reason: "Clients that write or read the old format may fail.",
      migration: "Add a property of the new format beside it, and deprecate this one.",
    });
}

const WIDENINGS = new Set(["int32 int64", "float double"]);

function formatEffect(base: string, head: string, direction: Direction): ContractEffect {
  const [narrow, wide] = direction === "request" ? [base, head] : [head, base];
  return WIDENINGS.has(`${narrow} ${wide}`) ? "non-breaking" : "risky";
}

export function compareLimits(base: Schema, head: Schema, report: Report): void {
  const tightened = [
    ...UPPER_LIMITS.filter((limit) => is(head, limit) < (base.limits.get(limit) ?? Infinity)),
    ...LOWER_LIMITS.filter(
      (limit) => is(head, limit, -1) > (base.limits.get(limit) ?? lowest(limit)),
    ),
  ];
  for (const limit of tightened) {
    const before = base.limits.get(limit);
    const after = String(head.limits.get(limit));
    report({
      // Where there was none, the server may have refused the same before.
      effect: before === undefined ? "risky" : "breaking",
      change:
        before === undefined
          ? `has ${limit} ${after} now`
          : `has ${limit} ${after} instead of ${String(before)}`,
      reason: "Requests beyond it are refused.",
      migration: "Keep the old limit, or say the new one in a new version.",
    });
  }
  if (head.pattern !== undefined && head.pattern !== base.pattern)
    report({
      effect: "risky",
      change: "must match another pattern",
      reason: "Requests that don't match are refused.",
    });
}

function is(schema: Schema, limit: string, sign = 1): number {
  return schema.limits.get(limit) ?? sign * Infinity;
}

/** No length and no count is below nothing. */
function lowest(limit: (typeof LOWER_LIMITS)[number]): number {
  return limit === "minimum" ? -Infinity : 0;
}

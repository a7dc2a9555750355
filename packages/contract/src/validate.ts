import type { Evidence } from "./evidence.js";
import { validators } from "./validators.generated.js";
import type { Verdict } from "./verdict.js";

/** Data that came from outside, either whole or refused with a reason fit for one line. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** Reads the content of `.faultline/evidence.json`. */
export function parseEvidence(data: unknown): Parsed<Evidence> {
  return parse<Evidence>(data, "evidence");
}

/** Reads the content of `faultline review --format json`. */
export function parseVerdict(data: unknown): Parsed<Verdict> {
  return parse<Verdict>(data, "verdict");
}

function parse<T>(data: unknown, contract: keyof typeof validators): Parsed<T> {
  const validator = validators[contract];
  // Sound: the validator is generated from the very type it vouches for.
  if (validator(data)) return { ok: true, value: data as T };
  const [first] = validator.errors ?? [];
  const where = first?.instancePath ? `at ${first.instancePath}: ` : "";
  return { ok: false, reason: `${where}${first?.message ?? "not of the expected shape"}` };
}

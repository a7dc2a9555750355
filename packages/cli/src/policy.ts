import type { CriterionId, Escalation, Rung, Severity } from "@faultline/contract";
import type { Preset } from "./options.js";

/** Which checks run, and how grave what they find is. */
export interface CheckPolicy {
  readonly preset: Preset;
  readonly severities: Readonly<Partial<Record<CriterionId, Severity | "off">>>;
}

/** What the project's configuration and the command line decide about findings. */
export interface Policy extends CheckPolicy {
  readonly evidence: readonly EvidencePolicy[];
  readonly coverage: CoveragePolicy;
  readonly attestations: readonly Attestation[];
  readonly escalations: readonly EscalationPolicy[];
}

/** How far the tests must get with what is in some files. */
export interface EvidencePolicy {
  /** Globs relative to the project's root: `src/payments/**`. */
  readonly paths: readonly string[];
  /** The rung that each handler of failures and each protected call there must reach. */
  readonly rung: Exclude<Rung, "absent">;
}

/** How much of the code tests must run. */
export interface CoveragePolicy {
  /** Percentage of lines; 80 unless said otherwise. */
  readonly lines?: number;
  /** A change with fewer lines that could be run is not held to it; 20 unless said otherwise. */
  readonly smallChange?: number;
}

/** What people state of a criterion that no tool can decide. */
export interface Attestation {
  readonly criterion: CriterionId;
  /** Who answers for it: a team, a person. */
  readonly owner: string;
  /** When it was stated: `2026-11-28`. */
  readonly date: string;
  /** The first day on which it no longer holds. */
  readonly expires: string;
  /** Where it can be looked up: a link, a file. */
  readonly evidence: string;
}

/** Who must look at changes below some paths. */
export interface EscalationPolicy {
  readonly paths: readonly string[];
  readonly to: Escalation["to"];
  readonly reason?: string;
}

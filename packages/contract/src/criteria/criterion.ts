export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const LENSES = ["infrastructure", "testing", "contract", "security", "process"] as const;
export type Lens = (typeof LENSES)[number];

/**
 * What decides a criterion: `rule` a lint rule over code, `config` a lint rule over manifests,
 * `project` the whole project's sites, `evidence` the test run, `joined` site and evidence
 * together, `diff` base against head, `artifact` a file that must exist, `external` another tool's
 * result, `attest` a dated statement by people.
 */
export type DecidedBy =
  | "rule"
  | "config"
  | "project"
  | "evidence"
  | "joined"
  | "diff"
  | "artifact"
  | "external"
  | "attest";

/** One thing a review decides. */
export interface Criterion<Id extends string = string> {
  /** Fixed for ever: results, baselines and configurations refer to it. */
  readonly id: Id;
  /** What it asks for, as a short statement that is either true or not. */
  readonly title: string;
  readonly lens: Lens;
  /** Severity of an unmet criterion, unless the project's configuration says otherwise. */
  readonly severity: Severity;
  readonly how: readonly DecidedBy[];
  /** Ids of the rules and checks that decide it. */
  readonly checks: readonly string[];
  /** 1 on by default; 2 as its measured precision allows; 3 may stay an open question. */
  readonly tier: 1 | 2 | 3;
}

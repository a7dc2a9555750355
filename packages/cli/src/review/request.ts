import type { Settings } from "@faultline/contract";
import type { FaultlineConfig } from "../config.js";
import type { Policy } from "../policy.js";

/** What to review, and what to take from elsewhere. */
export interface ReviewRequest {
  readonly root: string;
  readonly paths: readonly string[];
  readonly preset: Policy["preset"] | undefined;
  /** The git reference whose change is reviewed; everything is where it is left out. */
  readonly base?: string | undefined;
  readonly evidence: readonly string[];
  /** Lint results to take instead of linting. */
  readonly lint: readonly string[];
  /** SARIF of other tools. */
  readonly sarif: readonly string[];
  readonly coverage: readonly string[];
  /** The day on which it is reviewed, for statements that expire: `2026-11-28`. */
  readonly today: string;
  /** Rendered manifests, to be reviewed beside the project's own files. */
  readonly manifests?: string | undefined;
}

/** How the project wants it judged. */
export interface Setup {
  readonly policy: Policy;
  readonly settings: Settings;
  readonly configurationFile: string | undefined;
}

/** The command line's word goes before the file's. */
export function setupOf(
  { preset }: ReviewRequest,
  config: FaultlineConfig,
  configurationFile: string | undefined,
): Setup {
  const policy: Policy = {
    preset: preset ?? config.preset ?? "recommended",
    severities: config.severities ?? {},
    evidence: config.evidence ?? [],
    coverage: config.coverage ?? {},
    attestations: config.attestations ?? [],
    escalations: config.escalations ?? [],
  };
  return { policy, settings: config.settings ?? {}, configurationFile };
}

import type { SourceRange } from "@faultline/contract";

/** A pipeline in whatever system runs it. */
export interface Pipeline {
  readonly jobs: readonly Job[];
  /** It runs for proposed changes only: what it deploys is a preview. */
  readonly isForProposals: boolean;
}

export interface Job {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Names the environment it deploys to, where it says one. */
  readonly environment: string | undefined;
  /** Its steps stand elsewhere: a reusable workflow, a template. */
  readonly isElsewhere: boolean;
}

/** One thing a job does. */
export interface Step {
  /** An action and its version; undefined for a shell script. */
  readonly action: string | undefined;
  /** The shell text, an action's own included. */
  readonly script: string;
  readonly location: SourceRange;
}

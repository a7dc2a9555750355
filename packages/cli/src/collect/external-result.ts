import type { SourceLocation } from "@faultline/contract";

/** How grave a tool calls its own result, worst first. */
export type ExternalGrade = "critical" | "high" | "medium" | "low";

/** What another tool says of one place. */
export interface ExternalResult {
  /** As the tool calls itself: `CodeQL`. */
  readonly tool: string;
  readonly rule: string;
  readonly grade: ExternalGrade;
  readonly message: string;
  readonly location: SourceLocation;
  /** What the tool itself knows it by when lines move. */
  readonly identity?: string;
  readonly status: "new" | "inherited" | "suppressed";
}

/** One run of another tool. */
export interface ExternalRun {
  /** The file that was read. */
  readonly source: string;
  readonly tool: string;
  /** False where the tool says that it did not get to its end. */
  readonly isComplete: boolean;
  readonly results: readonly ExternalResult[];
}

import type { Verdict } from "@faultline/contract";

export interface RenderOptions {
  /** True to style the text with terminal colours. Only `terminal` has any. */
  readonly color: boolean;
  /** Columns to fit the text in. Only `terminal` wraps. */
  readonly width: number;
}

/** Writes a verdict in one format. Pure: no file, no clock, no process. */
export type Renderer = (verdict: Verdict, options: RenderOptions) => string;

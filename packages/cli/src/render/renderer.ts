import type { Verdict } from "@faultline/contract";

export interface RenderOptions {
  /** True to style the text with terminal colours. Only `terminal` has any. */
  readonly color: boolean;
  /** Columns to fit the text in. Only `terminal` wraps. */
  readonly width: number;
  /** The reviewed folder, from the root of its repository; empty for the root itself. */
  readonly folder: string;
  /** The text of a reviewed file, where it is at hand. Only `html` shows any. */
  readonly sourceOf: (file: string) => string | undefined;
}

/** Writes a verdict in one format. Pure: no file, no clock, no process. */
export type Renderer = (verdict: Verdict, options: RenderOptions) => string;

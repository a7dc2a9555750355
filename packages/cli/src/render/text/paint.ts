import { styleText } from "node:util";
import type { Severity } from "@faultline/contract";

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Colours text, or leaves it alone. What a colour says must be said by the text too. */
export function painter({ color }: { readonly color: boolean }): Paint {
  if (!color) return (_, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}

export const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "dim",
};

import type { Renderer } from "./renderer.js";

/**
 * The verdict itself. JSON leaves C1 control characters and line separators as they are; written
 * as escapes they mean the same to a parser and nothing to a terminal.
 */
export const json: Renderer = (verdict) =>
  `${JSON.stringify(verdict, null, 2).replace(/[\u007F-\u009F\u2028\u2029]/g, unicodeEscape)}\n`;

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

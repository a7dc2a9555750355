import { ctrf } from "./ctrf.js";
import { github } from "./github.js";
import { gitlab } from "./gitlab.js";
import { html } from "./html/html.js";
import { json } from "./json.js";
import { junit } from "./junit.js";
import { markdown } from "./markdown.js";
import type { Renderer } from "./renderer.js";
import { sarif } from "./sarif.js";
import { terminal } from "./terminal.js";

/** Every output format by the name `--format` takes. */
export const RENDERERS = {
  terminal,
  markdown,
  json,
  sarif,
  github,
  gitlab,
  junit,
  ctrf,
  html,
} as const satisfies Readonly<Record<string, Renderer>>;

export type Format = keyof typeof RENDERERS;

/** True for a name that `--format` takes. */
export function isFormat(name: string): name is Format {
  return Object.hasOwn(RENDERERS, name);
}

import type { Renderer } from "./renderer.js";
import { visibleJson } from "./text/json.js";

/** The verdict itself; its schema is published with `@faultline/contract`. */
export const json: Renderer = (verdict) => visibleJson(verdict);

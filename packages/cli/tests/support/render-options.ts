import type { RenderOptions } from "../../src/render/renderer.js";

/** Into a pipe, in the root of a repository, with no source at hand. */
export const PIPED: RenderOptions = {
  color: false,
  width: 80,
  folder: "",
  sourceOf: () => undefined,
};

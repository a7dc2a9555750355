import { readFileSync } from "node:fs";
import { FaultlineError } from "../../errors.js";

/** The page's script and style, as `npm run build` bundled them from `page/`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** Reads both from the package; throws a `FaultlineError` where the build left them out. */
export function pageAssets(): PageAssets {
  try {
    return { script: read("page.js"), style: read("page.css") };
  } catch (error) {
    throw new FaultlineError(
      "The HTML page is not part of this build.",
      "Run `npm run build` in Faultline's repository.",
      { cause: error },
    );
  }
}

/** `dist/page/` of this package, seen from `src/render/html/` and from `dist/render/html/` alike. */
function read(name: string): string {
  return readFileSync(new URL(`../../../dist/page/${name}`, import.meta.url), "utf8");
}

import remapping, { type SourceMapInput } from "@jridgewell/remapping";
import type { Woven } from "./weave/weave.js";

/** What a transformer of Jest gives. */
export interface Transformed {
  readonly code: string;
  readonly map?: unknown;
}

/** With a map that leads from what runs to the file's own text. */
export function mapped(
  path: string,
  woven: Woven | undefined,
  result: Transformed | undefined,
): Transformed {
  if (result === undefined) return { code: "" };
  if (woven === undefined) return result;
  const map = result.map ?? inlineMap(result.code);
  const ownMap = { ...JSON.parse(woven.map.toString()), sources: [path] } as SourceMapInput;
  if (map === undefined) {
    return result.code === woven.code ? { ...result, map: ownMap } : result;
  }
  const parsed: unknown = typeof map === "string" ? JSON.parse(map) : map;
  return { ...result, map: remapping([parsed as SourceMapInput, ownMap], () => null).toString() };
}

function inlineMap(code: string): unknown {
  const [, base64] =
    /\n\/\/# sourceMappingURL=data:application\/json;[^,]*base64,(\S+)\s*$/.exec(code) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, "base64").toString();
}

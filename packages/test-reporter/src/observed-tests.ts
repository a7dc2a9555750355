import type { LoadedCode, TestObservation } from "./probe/observation.js";
import { LOADED_KEY, OBSERVATION_KEY } from "./probe/settings.js";

/** The observation in a test's metadata; undefined where the probe left none. */
export function observationIn(meta: object): TestObservation | undefined {
  const value: unknown = Reflect.get(meta, OBSERVATION_KEY);
  // The probe of this very package wrote it, in a worker of this run or of a merged one.
  return isObservation(value) ? value : undefined;
}

function isObservation(value: unknown): value is TestObservation {
  return (
    hasLists(value, ["conversations", "inbound", "outbound", "ran"]) &&
    typeof Reflect.get(value, "assertions") === "object"
  );
}

/** What a test file's metadata says of the code that was loaded; undefined where the probe said nothing. */
export function loadedCodeIn(meta: object): LoadedCode | undefined {
  const value: unknown = Reflect.get(meta, LOADED_KEY);
  return isLoadedCode(value) ? value : undefined;
}

function isLoadedCode(value: unknown): value is LoadedCode {
  return hasLists(value, ["marks", "unwoven", "ran"]);
}

function hasLists(value: unknown, names: readonly string[]): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    names.every((name) => Array.isArray(Reflect.get(value, name)))
  );
}

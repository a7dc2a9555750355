import type { TestObservation } from "./probe/observation.js";

/** The key under which the probe hands a test's observation over in the test's metadata. */
export const OBSERVATION_KEY = "faultline";

/** The observation in a test's metadata; undefined where the probe left none. */
export function observationIn(meta: object): TestObservation | undefined {
  const value: unknown = Reflect.get(meta, OBSERVATION_KEY);
  // The probe of this very package wrote it, in a worker of this run or of a merged one.
  return isObservation(value) ? value : undefined;
}

function isObservation(value: unknown): value is TestObservation {
  return (
    typeof value === "object" &&
    value !== null &&
    LISTS.every((name) => Array.isArray(Reflect.get(value, name))) &&
    typeof Reflect.get(value, "assertions") === "object"
  );
}

const LISTS = ["conversations", "inProcess", "mocks", "inbound", "outbound", "executed"];

/** What the reporter tells the probe in each worker. */
export interface ProbeSettings {
  /** Absolute path; code below it is the project's. */
  readonly root: string;
}

/** The name under which the settings reach the worker. */
export const SETTINGS_KEY = "faultline";

/** The name under which a test's observation is handed over in its metadata. */
export const OBSERVATION_KEY = "faultline";

/** The name under which a test file's metadata says what code was loaded. */
export const LOADED_KEY = "faultlineLoaded";

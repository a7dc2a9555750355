/** What the reporter tells the probe in each worker. */
export interface ProbeSettings {
  /** Absolute path; code below it is the project's. */
  readonly root: string;
  /** False where a coverage tool needs V8's counters, or the user's coverage tells the same. */
  readonly countExecution: boolean;
}

/** The name under which the settings reach the worker. */
export const SETTINGS_KEY = "faultline";

import type { CriterionId, Severity } from "@faultline/contract";
import type { Preset } from "./options.js";

/** What the project's configuration and the command line decide about findings. */
export interface Policy {
  readonly preset: Preset;
  readonly severities: Readonly<Partial<Record<CriterionId, Severity | "off">>>;
}

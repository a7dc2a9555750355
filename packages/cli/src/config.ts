import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  findCriterion,
  parseSettings,
  SEVERITIES,
  type CriterionId,
  type Settings,
  type Severity,
} from "@faultline/contract";
import { createJiti } from "jiti";
import { FaultlineError, reasonOf } from "./errors.js";
import { isRecord } from "./is-record.js";
import { PRESETS, type Preset } from "./options.js";
import {
  parseAttestations,
  parseCoveragePolicy,
  parseEscalations,
  parseEvidencePolicy,
} from "./parse-policy.js";
import type { Attestation, CoveragePolicy, EscalationPolicy, EvidencePolicy } from "./policy.js";

/** What a project decides for itself, in `faultline.config.ts`. */
export interface FaultlineConfig {
  /** Which of Faultline's lint configurations and checks to apply; `recommended` unless said otherwise. */
  readonly preset?: Preset;
  /**
   * How grave an unmet criterion is in this project; `off` leaves it out. Naming a criterion here
   * also turns on the checks that decide it, where they are not in the preset.
   */
  readonly severities?: Readonly<Partial<Record<CriterionId, Severity | "off">>>;
  /** How far tests must get with handlers of failures, where that is further than having run them. */
  readonly evidence?: readonly EvidencePolicy[];
  readonly coverage?: CoveragePolicy;
  /** What people state of criteria that no tool can decide. */
  readonly attestations?: readonly Attestation[];
  /** Who must look at changes of some files. */
  readonly escalations?: readonly EscalationPolicy[];
  /** What the project says of its own clients, wrappers, loggers and helpers: `settings.faultline` of ESLint. */
  readonly settings?: Settings;
}

/** Types a configuration file; returns what it is given. */
export function defineConfig(config: FaultlineConfig): FaultlineConfig {
  return config;
}

/** The file names that are looked for, first match wins. */
const NAMES = ["ts", "mts", "js", "mjs", "json"].map(
  (extension) => `faultline.config.${extension}`,
);

/** A configuration with the file it came from; empty when the project has none. */
export interface LoadedConfig {
  readonly config: FaultlineConfig;
  readonly file?: string;
}

/** Loads and checks the configuration of the project at `root`. */
export async function loadConfig(root: string): Promise<LoadedConfig> {
  const file = NAMES.find((name) => existsSync(join(root, name)));
  if (file === undefined) return { config: {} };
  return { config: parseConfig(await load(root, file), file), file };
}

async function load(root: string, file: string): Promise<unknown> {
  try {
    return await loader().import(join(root, file), { default: true });
  } catch (error) {
    throw new FaultlineError(
      `${file} can't be loaded: ${reasonOf(error)}`,
      "Mend it, or remove it to use the defaults.",
    );
  }
}

/**
 * Loads TypeScript on every Node. `faultline` is this very package, so that a project needs no
 * install of it, and nothing is cached, so that a review leaves nothing behind.
 */
function loader(): ReturnType<typeof createJiti> {
  const faultline = fileURLToPath(new URL("index.js", import.meta.url));
  return createJiti(import.meta.url, { alias: { faultline }, fsCache: false, moduleCache: false });
}

function parseConfig(value: unknown, file: string): FaultlineConfig {
  const fail = (problem: string): never => {
    throw new FaultlineError(
      `${file}: ${problem}`,
      "See docs/configuration.md for what it can say.",
    );
  };
  if (!isRecord(value)) return fail("must export an object.");
  const { preset, severities, settings, evidence, coverage, attestations, escalations, ...others } =
    value;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return fail(`"${unknown}" is not a setting.`);
  const knownPreset = PRESETS.find((name) => name === preset);
  if (preset !== undefined && !knownPreset)
    return fail(`preset must be one of ${PRESETS.join(", ")}.`);
  const described = parseSettings(settings ?? {}, "settings");
  if (!described.ok) return fail(`${described.reason}.`);
  return {
    ...(knownPreset && { preset: knownPreset }),
    ...(severities !== undefined && { severities: parseSeverities(severities, fail) }),
    ...(evidence !== undefined && { evidence: parseEvidencePolicy(evidence, fail) }),
    ...(coverage !== undefined && { coverage: parseCoveragePolicy(coverage, fail) }),
    ...(attestations !== undefined && { attestations: parseAttestations(attestations, fail) }),
    ...(escalations !== undefined && { escalations: parseEscalations(escalations, fail) }),
    ...(settings !== undefined && { settings: described.value }),
  };
}

function parseSeverities(
  value: unknown,
  fail: (problem: string) => never,
): NonNullable<FaultlineConfig["severities"]> {
  if (!isRecord(value)) return fail("severities must be an object.");
  const severities: Partial<Record<CriterionId, Severity | "off">> = {};
  for (const [id, severity] of Object.entries(value)) {
    const criterion = findCriterion(id);
    const known = severity === "off" ? "off" : SEVERITIES.find((name) => name === severity);
    if (!criterion)
      return fail(
        `severities names "${id}", which is not a criterion (see \`faultline criteria\`).`,
      );
    if (known === undefined)
      return fail(`severities["${id}"] must be one of ${SEVERITIES.join(", ")} or off.`);
    severities[criterion.id] = known;
  }
  return severities;
}

import { projectFor, type ProjectIndex } from "@faultline/analysis";
import { parseSettings } from "@faultline/contract";
import type { Rule } from "eslint";

/** Projects by the very object that holds ESLint's settings, which is the same for many files, and the folder. */
const projects = new WeakMap<object, Map<string, ProjectIndex>>();

/** The project as `settings.faultline` describes it; throws one line that names the setting that is wrong. */
export function projectOf({
  settings,
  cwd,
}: Pick<Rule.RuleContext, "settings" | "cwd">): ProjectIndex {
  const known = projects.get(settings) ?? new Map<string, ProjectIndex>();
  projects.set(settings, known);
  const made = known.get(cwd) ?? projectBy(settings, cwd);
  known.set(cwd, made);
  return made;
}

function projectBy(settings: Rule.RuleContext["settings"], cwd: string): ProjectIndex {
  const parsed = parseSettings(withoutDigest(settings["faultline"] ?? {}));
  if (!parsed.ok) throw new Error(parsed.reason);
  return projectFor(cwd, parsed.value);
}

/** The presets keep notes for ESLint's cache there. */
function withoutDigest(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== "digest"));
}

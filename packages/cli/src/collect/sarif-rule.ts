import { isRecord } from "../is-record.js";

/** What a tool says of one of its rules. */
export interface SarifRule {
  readonly id: string;
  readonly level?: unknown;
  readonly securitySeverity?: number;
  /** Texts of its messages, by their id. */
  readonly messages: Readonly<Record<string, unknown>>;
}

/** The rules of a tool: of its driver, and of each extension in their order. */
export interface SarifRules {
  readonly driver: readonly SarifRule[];
  readonly extensions: readonly (readonly SarifRule[])[];
}

/** Every rule that a run's `tool` describes. */
export function rulesOf(tool: Readonly<Record<string, unknown>>): SarifRules {
  const { driver, extensions } = tool;
  return {
    driver: rulesIn(driver),
    extensions: Array.isArray(extensions) ? extensions.map(rulesIn) : [],
  };
}

/** The rule of a result, by its index or its id; undefined where the tool does not describe it. */
export function ruleOf(
  { driver, extensions }: SarifRules,
  result: Readonly<Record<string, unknown>>,
): SarifRule | undefined {
  const reference = isRecord(result["rule"]) ? result["rule"] : {};
  const component = isRecord(reference["toolComponent"])
    ? reference["toolComponent"]["index"]
    : undefined;
  const own = typeof component === "number" ? (extensions[component] ?? []) : driver;
  const index = reference["index"] ?? result["ruleIndex"];
  if (typeof index === "number" && own[index]) return own[index];
  const id = reference["id"] ?? result["ruleId"];
  return [...own, ...driver, ...extensions.flat()].find((rule) => rule.id === id);
}

/** A message's text: its own, or its rule's with the arguments put in. */
export function textOf(message: unknown, rule: SarifRule | undefined): string | undefined {
  if (!isRecord(message)) return undefined;
  const { text, id, arguments: values } = message;
  const named = typeof id === "string" ? rule?.messages[id] : undefined;
  const template = typeof text === "string" ? text : isRecord(named) ? named["text"] : undefined;
  if (typeof template !== "string" || template.trim() === "") return undefined;
  const filled = template.replaceAll(/\{(\d+)\}/g, (whole, number: string) => {
    const value: unknown = Array.isArray(values) ? values[Number(number)] : undefined;
    return typeof value === "string" ? value : whole;
  });
  // One line of plain text, whatever the tool writes for its own page; links keep their words.
  return filled
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function rulesIn(component: unknown): readonly SarifRule[] {
  const rules = isRecord(component) ? component["rules"] : undefined;
  return Array.isArray(rules) ? rules.map(parseRule) : [];
}

function parseRule(rule: unknown): SarifRule {
  // Kept even where it is no rule: results count them by index.
  if (!isRecord(rule) || typeof rule["id"] !== "string") return { id: "", messages: {} };
  const configuration = rule["defaultConfiguration"];
  const properties = rule["properties"];
  const severity = isRecord(properties) ? Number(properties["security-severity"]) : NaN;
  return {
    id: rule["id"],
    ...(isRecord(configuration) && { level: configuration["level"] }),
    ...(Number.isFinite(severity) && { securitySeverity: severity }),
    messages: isRecord(rule["messageStrings"]) ? rule["messageStrings"] : {},
  };
}

import { absentAt, type Fact, type SourceRange } from "@faultline/contract";
import { inlineSecret, secretInText, type InlineSecret } from "../inline-secret.js";
import { readPath } from "../yaml/read-path.js";
import type { Service } from "./compose-file.js";
import { environmentOf } from "./environment.js";
import { fallbackOf } from "./interpolation.js";
import type { Purpose } from "./purpose.js";

interface Leak {
  /** What holds it: a variable, an option of the command. */
  readonly where: string;
  readonly value: string;
  readonly location: SourceRange;
  readonly secret: InlineSecret;
}

/** Whether the services keep their secrets elsewhere: a fact for each that holds one no service before it held. */
export function secretFacts(
  services: readonly Service[],
  purpose: Purpose,
): ReadonlyMap<Service, Fact> {
  const told: string[] = [];
  const facts = new Map<Service, Fact>();
  for (const service of services) {
    const leaks = [...leaksInEnvironment(service, purpose), ...leaksInCommand(service)].filter(
      ({ secret }) => isWorthTelling(secret, purpose),
    );
    const fresh = leaks.filter(({ value }) => !told.some((other) => isSame(value, other)));
    told.push(...fresh.map(({ value }) => value));
    const [first] = fresh;
    if (first) facts.set(service, absentAt(first.location, describe(fresh)));
  }
  return facts;
}

/** One password in the database's environment and in its clients' URLs is one mistake. */
function isSame(value: string, other: string): boolean {
  return value.includes(other) || other.includes(value);
}

/**
 * A key that a provider has issued is lost wherever it is written down. A generated one may be a developer's own, so
 * the file must not be for development; and what anybody guesses is a mistake only where the file names production.
 */
function isWorthTelling({ nature }: InlineSecret, purpose: Purpose): boolean {
  if (nature === "issued") return true;
  if (purpose.purpose === "development") return false;
  if (nature === "generated") return true;
  if (purpose.purpose === "unknown") return false;
  return nature === "chosen" || purpose.by === "name";
}

function leaksInEnvironment(service: Service, purpose: Purpose): Leak[] {
  const variables = environmentOf(service);
  return variables.flatMap(({ name, value, location }) => {
    const fallback = fallbackOf(value);
    // A default is what runs only where somebody forgot the variable.
    if (fallback !== undefined && !(purpose.purpose === "deployed" && purpose.by === "name"))
      return [];
    const literal = fallback ?? value;
    const secret = inlineSecret(name, literal);
    if (!secret) return [];
    // Who takes the user's name for the password hides nothing from anybody.
    const isName =
      literal === service.name ||
      variables.some((other) => other.name !== name && other.value === literal);
    const judged: InlineSecret = isName ? { ...secret, nature: "guessable" } : secret;
    return [
      {
        where: fallback === undefined ? name : `the default of ${name}`,
        value: literal,
        location,
        secret: judged,
      },
    ];
  });
}

const OPTION =
  /(?:^|\s)--?([a-z][\w-]*(?:pass|password|requirepass|secret|token|api-?key)|requirepass)[=\s]+["']?([^\s"'-][^\s"']*)/gi;

function leaksInCommand(service: Service): Leak[] {
  return ["entrypoint", "command"].flatMap((key) => {
    const found = readPath(service.node, key);
    if (found.state !== "present") return [];
    const { value } = found;
    const items = value.type === "sequence" ? value.items : [value];
    const words = items.flatMap((item) => (item.type === "scalar" ? [String(item.value)] : []));
    const line = words.join(" ");
    const option = [...line.matchAll(OPTION)].flatMap(([, name = "", text = ""]) => {
      const asked = /requirepass$/i.test(name) ? "password" : name;
      const secret = inlineSecret(asked, text);
      return secret ? [{ where: `--${name}`, value: text, location: value.range, secret }] : [];
    });
    const secret = secretInText(line);
    const whole = secret ? [{ where: key, value: line, location: value.range, secret }] : [];
    return [...option, ...whole];
  });
}

function describe(leaks: readonly Leak[]): string {
  const [first, ...rest] = leaks;
  if (!first) return "";
  const head = `${first.where} holds ${first.secret.what}`;
  const names = [...new Set(rest.map(({ where }) => where))].filter((name) => name !== first.where);
  if (names.length === 0) return head;
  return names.length > 2
    ? `${head}, and ${String(names.length)} other settings hold more`
    : `${head}, and ${names.join(" and ")} more`;
}

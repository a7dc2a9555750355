import type { Escalation, FaultSite, SourceLocation } from "@faultline/contract";
import type { EscalationPolicy } from "../policy.js";
import { isAmong } from "./paths.js";

interface Concern {
  readonly to: "security";
  readonly words: RegExp;
  readonly reason: string;
}

/** What the guide hands to somebody else, by the words of a route, a target or a file's path. */
const CONCERNS: readonly Concern[] = [
  {
    to: "security",
    words: /\b(?:payments?|charges?|refunds?|billing|invoices?|checkout)\b/i,
    reason: "Code that moves money is touched",
  },
  {
    to: "security",
    words: /\b(?:auth|login|logout|password|token|session|oauth|sso)\b/i,
    reason: "Authentication is touched",
  },
  {
    to: "security",
    words: /\b(?:crypto|encrypt|decrypt|secret|kms)\b/i,
    reason: "Secrets or cryptography are touched",
  },
  {
    to: "security",
    words: /\b(?:pii|gdpr|personal data|passports?|ssn|date of birth)\b/i,
    reason: "Personal data is touched",
  },
];

/** What is under review, as far as other people may have to see it. */
export interface EscalationMaterial {
  /** Sites that are reviewed; under a change, those that it touches. */
  readonly sites: readonly FaultSite[];
  /** Files that a change adds, alters or removes; undefined where everything is under review. */
  readonly changed: readonly string[] | undefined;
  readonly policy: readonly EscalationPolicy[];
}

/** Who else must look, and why. */
export function findEscalations(material: EscalationMaterial): readonly Escalation[] {
  return [...byConcern(material), ...productConcerns(material), ...ofPolicy(material)];
}

function byConcern({ sites }: EscalationMaterial): readonly Escalation[] {
  return CONCERNS.flatMap(({ to, words, reason }) => {
    const relevant = sites.filter((site) => {
      if (site.kind !== "route" && site.kind !== "outbound-call") return false;
      const text = `${site.target ?? ""} ${site.location.file}`.replaceAll(/[_-]/g, " ");
      return words.test(text);
    });
    return escalation(to, reason, firstOfEachFile(relevant));
  });
}

/** Only a change can alter what clients see, and only it can lack the page that says so. */
function productConcerns({ sites, changed }: EscalationMaterial): readonly Escalation[] {
  if (!changed) return [];
  const routes = firstOfEachFile(sites.filter(({ kind }) => kind === "route"));
  const isDocumented = changed.some((file) => DOCUMENTS.test(file));
  return [
    ...escalation("product", "Routes that clients call are touched", routes),
    ...(isDocumented
      ? []
      : escalation("documentation", "Routes are touched, and no document is", routes)),
  ];
}

const DOCUMENTS = /(?:\.(?:mdx?|rst|adoc)|(?:^|[/._-])(?:openapi|swagger)[^/]*\.(?:ya?ml|json))$/i;

function ofPolicy({ sites, changed, policy }: EscalationMaterial): readonly Escalation[] {
  return policy.flatMap(({ paths, to, reason }) => {
    const files = changed ?? sites.map(({ location }) => location.file);
    const places = [...new Set(files)]
      .filter((file) => isAmong(file, paths))
      .map((file) => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 }));
    return escalation(to, reason ?? `${paths.join(", ")} is touched`, places);
  });
}

function firstOfEachFile(sites: readonly FaultSite[]): readonly SourceLocation[] {
  const places = new Map<string, SourceLocation>();
  for (const { location } of sites)
    if (!places.has(location.file)) places.set(location.file, location);
  return [...places.values()];
}

function escalation(
  to: string,
  reason: string,
  locations: readonly SourceLocation[],
): readonly Escalation[] {
  return locations.length === 0 ? [] : [{ to, reason, locations }];
}

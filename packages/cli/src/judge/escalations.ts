import type { Escalation, FaultSite, SourceLocation } from "@faultline/contract";

interface Concern {
  readonly to: Escalation["to"];
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
];

/** Who else must look, and why. */
export function findEscalations(sites: readonly FaultSite[]): readonly Escalation[] {
  return CONCERNS.flatMap(({ to, words, reason }) => {
    const places = new Map<string, SourceLocation>();
    for (const site of sites) {
      if (site.kind !== "route" && site.kind !== "outbound-call") continue;
      const text = `${site.target ?? ""} ${site.location.file}`.replaceAll(/[_-]/g, " ");
      if (words.test(text) && !places.has(site.location.file))
        places.set(site.location.file, site.location);
    }
    return places.size === 0 ? [] : [{ to, reason, locations: [...places.values()] }];
  });
}

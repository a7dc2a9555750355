import type { Criterion } from "./criterion.js";

export const CODE_ORGANISATION = [
  {
    id: "org-thin-controllers",
    title: "Route handlers leave data access to other code",
    lens: "infrastructure",
    severity: "low",
    how: ["rule"],
    checks: ["no-data-access-in-handler"],
    tier: 2,
  },
  {
    id: "org-dependency-injection",
    title: "Tests can replace or reach every client",
    lens: "testing",
    severity: "low",
    how: ["joined"],
    checks: ["unreachable-client"],
    tier: 3,
  },
  {
    id: "org-coupling",
    title: "Modules depend on each other in one direction",
    lens: "infrastructure",
    severity: "low",
    how: ["external"],
    checks: ["external-lint"],
    tier: 2,
  },
  {
    id: "org-boundaries",
    title: "Module boundaries follow the business domain",
    lens: "infrastructure",
    severity: "low",
    how: ["attest"],
    checks: ["attestation"],
    tier: 1,
  },
] as const satisfies readonly Criterion[];

import type { Criterion } from "./criterion.js";

export const CODE_ORGANISATION = [
  {
    id: "org-thin-controllers",
    title: "Org thin controllers",
    lens: "infrastructure",
    severity: "low",
    how: ["rule"],
    checks: ["no-data-access-in-handler"],
    tier: 2,
  },
  {
    id: "org-dependency-injection",
    title: "Org dependency injection",
    lens: "testing",
    severity: "low",
    how: ["joined"],
    checks: ["unreachable-client"],
    tier: 3,
  },
  {
    id: "org-coupling",
    title: "Org coupling",
    lens: "infrastructure",
    severity: "low",
    how: ["external"],
    checks: ["external-lint"],
    tier: 2,
  },
  {
    id: "org-boundaries",
    title: "Org boundaries",
    lens: "infrastructure",
    severity: "low",
    how: ["attest"],
    checks: ["attestation"],
    tier: 1,
  },
] as const satisfies readonly Criterion[];

import { unknown, type Fact, type FaultSite } from "@faultline/contract";
import { classify, type Role } from "./classify.js";
import { fixedVersionFact } from "./image-version.js";
import type { Manifest } from "./manifest.js";
import { nonRootFact } from "./non-root.js";
import { cheapProbeFact, livenessPatienceFact, startupPatienceFact } from "./probe-fitness.js";
import { probeFact } from "./probes.js";
import { memoryLimitFact, requestsFact } from "./resources.js";
import { rolloutFact } from "./rollout.js";
import { spareReplicaFact } from "./spare-replica.js";
import { spreadFact } from "./spread.js";
import { storageLimitFact } from "./storage-limit.js";
import { gracePeriodFact, stopHookFact } from "./termination.js";
import type { Workload } from "./workload.js";

type Mechanisms = FaultSite<"workload">["mechanisms"];
type Stated = { readonly [Name in keyof Mechanisms]: Fact | undefined };

/** What protects a workload, as far as its manifest and those beside it say. */
export function workloadMechanisms(workload: Workload, manifest: Manifest): Mechanisms {
  const role = classify(workload, manifest.services);
  return stated({
    ...servingMechanisms(workload, role, manifest),
    ...runningMechanisms(workload, role),
    "resource-requests": requestsFact(workload, manifest.around),
    "memory-limit": memoryLimitFact(workload, manifest.around),
    "non-root": nonRootFact(workload, manifest.around),
    "fixed-version": fixedVersionFact(workload, manifest),
    "storage-limit": storageLimitFact(workload, manifest),
  });
}

/** What only a workload that answers requests owes. */
function servingMechanisms(workload: Workload, role: Role, manifest: Manifest): Stated {
  if (role.role === "job" || role.role === "worker") return {};
  const rollout = rolloutFact(workload, manifest.around);
  if (role.role === "unknown") {
    const doubt = unknown(role.reason);
    return {
      "readiness-probe": doubt,
      "liveness-probe": doubt,
      "gradual-rollout": rollout && doubt,
    };
  }
  return {
    "readiness-probe": probeFact("readinessProbe", workload, role),
    "liveness-probe": probeFact("livenessProbe", workload, role),
    "gradual-rollout": rollout,
    "spare-replica": spareReplicaFact(workload, role, manifest),
    spread: spreadFact(workload, manifest),
  };
}

/** What everything owes that runs until it is told to stop. */
function runningMechanisms(workload: Workload, { role }: Role): Stated {
  if (role === "job") return {};
  return {
    "liveness-patience": livenessPatienceFact(workload),
    "startup-patience": startupPatienceFact(workload),
    "cheap-probe": cheapProbeFact(workload),
    "grace-period": gracePeriodFact(workload),
    "stop-hook": stopHookFact(workload),
  };
}

function stated(facts: Stated): Mechanisms {
  // Sound: what is left are the facts among the same names.
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

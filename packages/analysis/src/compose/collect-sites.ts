import { siteId, unknown, type FaultSite } from "@faultline/contract";
import type { ConfigurationLanguage } from "../configuration-language.js";
import { readDocuments } from "../yaml/read-documents.js";
import { toComposeFile, type ComposeFile, type Service } from "./compose-file.js";
import { healthCheckFact } from "./health.js";
import { memoryLimitFact } from "./limits.js";
import { pinnedImageFact } from "./pinned-image.js";
import { purposeOf, type Purpose } from "./purpose.js";
import { readyDependenciesFact } from "./ready-dependencies.js";
import { restartPolicyFact } from "./restart.js";
import { roleOf } from "./role.js";
import { secretFacts } from "./secret-storage.js";

/** Compose files: services and what keeps them up. */
export const compose: ConfigurationLanguage = {
  reads: (file) => /(?:^|\/)(?:[\w-]+-)?compose(?:[.-][^/]*)?\.ya?ml$/i.test(file),
  sites: serviceSites,
};

function serviceSites(file: string, text: string): readonly FaultSite<"service">[] {
  if (!mayHoldServices(text)) return [];
  const [root] = readDocuments(text, mayHoldServices);
  const found = root && toComposeFile(root, file);
  if (!found) return [];
  const purpose = purposeOf(found);
  const secrets = secretFacts(found.services, purpose);
  return found.services.map((service, ordinal) => {
    const secret = secrets.get(service);
    return {
      id: siteId({ file, kind: "service", function: "", ordinal }),
      kind: "service",
      library: "compose",
      operation: "service",
      function: "",
      location: { file, ...service.location },
      extent: service.node.range,
      target: `Service "${service.name}"`,
      mechanisms: {
        ...operationFacts(service, found, purpose),
        ...(secret && { "secret-storage": secret }),
      },
    };
  });
}

/** What only a service owes that somebody relies on. */
function operationFacts(
  service: Service,
  found: ComposeFile,
  { purpose }: Purpose,
): FaultSite<"service">["mechanisms"] {
  if (purpose !== "deployed") return {};
  const role = roleOf(service, found);
  const image = pinnedImageFact(service, found);
  const pinned = image && { "pinned-image": image };
  if (role === "optional") return { ...pinned };
  const ready = readyDependenciesFact(service, found);
  const dependencies = ready && { "ready-dependencies": ready };
  if (role === "job") return { ...pinned, ...dependencies };
  if (role === "unknown") {
    const doubt = unknown("it may do its work and stop");
    return { ...pinned, ...dependencies, "memory-limit": doubt, "restart-policy": doubt };
  }
  const health = healthCheckFact(service, found);
  return {
    ...(health && { "health-check": health }),
    ...dependencies,
    "memory-limit": memoryLimitFact(service, found),
    "restart-policy": restartPolicyFact(service, found),
    ...pinned,
  };
}

function mayHoldServices(text: string): boolean {
  return /^["']?services["']?\s*:/m.test(text);
}

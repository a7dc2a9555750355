import { configurationSites } from "@faultline/analysis";

/** What is known of each workload of a manifest: `Deployment api` → `readiness-probe: absent …`. */
export function factsOf(text: string, file = "k8s/manifest.yaml"): Record<string, string[]> {
  return Object.fromEntries(
    configurationSites(file, text).map((site) => [
      site.target ?? site.operation,
      Object.entries(site.mechanisms).map(
        ([name, fact]) => `${name}: ${fact.state} (${fact.detail})`,
      ),
    ]),
  );
}

import { alertingFiles } from "./alerting-files.js";
import { requireArtifact } from "./artifact.js";
import type { Project } from "../project-check.js";

const MAYBE = /\balert(?:s|ing|manager|name)?\b|\balarms?\b|pager_?duty|ops_?genie|monitors?:/i;

/** A failure that nobody is told of lasts until a user complains. */
export const alertRulesPresent = requireArtifact({
  id: "alert-rules-present",
  criterion: "failure-alerts-actionable",
  preset: "strict",
  docs: {
    looksAt:
      "Prometheus rules with an `alert` and an `expr`, Grafana and Datadog alerts, alarms in Terraform, CloudFormation, the CDK and Pulumi.",
    reports: "A repository that configures Prometheus for its services, and no alert.",
    silent:
      "Nothing here says where the measurements go, which leaves an open question, or any configuration speaks of alerts.",
  },
  find(project) {
    const files = alertingFiles(project);
    if (files.length > 0)
      return {
        state: "present",
        message: `Alerts are kept with the code: ${String(files[0])}`,
        files,
      };
    const isOpen = !isMeasuredHere(project) || project.configures(MAYBE);
    return { state: isOpen ? "unknown" : "absent" };
  },
  message:
    "This repository has Prometheus collect what is measured, but no rule that alerts. When requests begin to fail, nobody is told before a user complains.",
  suggestion:
    "Alert on the share of failed requests and on latency, each with a page on what to do: a PrometheusRule, or your platform's alarm.",
});

/** True where what is measured is collected by a configuration in the repository. */
function isMeasuredHere(project: Project): boolean {
  return (
    project.files.some((file) => /(?:^|\/)prometheus[\w-]*\.ya?ml$/i.test(file)) ||
    project.configures(
      /^\s*scrape_configs:|^kind:\s*["']?(?:ServiceMonitor|PodMonitor|Prometheus)["']?\s*$/m,
    )
  );
}

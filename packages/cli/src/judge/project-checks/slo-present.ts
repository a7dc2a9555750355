import type { Project } from "../project-check.js";
import { alertingFiles } from "./alerting-files.js";
import { requireArtifact } from "./artifact.js";
import { pagesNamed, pagesWithHeading } from "./pages.js";
import { documentsIn, hasMappingWith } from "./yaml-file.js";

const NAME = /(?:^|[/_.-])(?:slos?|slas?|service[-_ ]?levels?(?:[-_ ]?objectives?)?)(?:[/_.-]|$)/i;
const HEADING = /\b(?:slos?|service[- ]level objectives?|error budgets?)\b/i;
const KIND = /openslo|PrometheusServiceLevel|ServiceLevelObjective|sloth\.dev|pyrra\.dev/;
const RESOURCE =
  /"?(?:google_monitoring_slo|datadog_service_level_objective|newrelic_service_level|grafana_slo|nobl9_slo|dynatrace_slo_v2|aws_applicationsignals_service_level_objective|signalfx_slo)"?\s/;
const MAYBE = /\bslos?\b|service[-_ ]level|error[-_ ]?budget/i;

/** Without an objective, every outage is too long and none is. */
export const sloPresent = requireArtifact({
  id: "slo-present",
  criterion: "slo-defined",
  preset: "strict",
  docs: {
    looksAt:
      "OpenSLO, Sloth and Pyrra documents, objectives in Terraform, and pages or headings on service level objectives.",
    reports: "A repository that keeps the alerts of its services, and none of these.",
    silent:
      "No alert is kept in the repository, which leaves an open question, or any configuration speaks of objectives.",
  },
  find(project) {
    const files = [
      ...declared(project),
      ...pagesNamed(project, NAME),
      ...pagesWithHeading(project, HEADING),
    ];
    if (files.length > 0)
      return {
        state: "present",
        message: `Objectives for reliability are set: ${String(files[0])}`,
        files,
      };
    const isOpen =
      alertingFiles(project).length === 0 ||
      project.configures(MAYBE) ||
      project.mentions(/\bSLOs?\b/);
    return { state: isOpen ? "unknown" : "absent" };
  },
  message:
    "The alerts of this service are kept here, but no objective that they defend. Nobody can say whether it is reliable enough, when to stop and mend, or what an alert should wait for.",
  suggestion:
    "Agree on one for availability and one for latency, and write them down where the alerts are: OpenSLO, or a page.",
});

function declared(project: Project): readonly string[] {
  return project.files.filter((file) => {
    if (file.endsWith(".tf")) return RESOURCE.test(project.textOf(file));
    if (!/\.ya?ml$/.test(file) || !KIND.test(project.textOf(file))) return false;
    return documentsIn(project.textOf(file)).some((document) =>
      hasMappingWith(document, "kind", "spec"),
    );
  });
}

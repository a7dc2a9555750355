import type { Project } from "../project-check.js";
import { requireArtifact } from "./artifact.js";
import { isMeasuredHere } from "./operated-here.js";
import { documentsIn, hasMappingWith } from "./yaml-file.js";

const TERRAFORM =
  /resource\s+"(?:aws_cloudwatch_metric_alarm|aws_cloudwatch_composite_alarm|google_monitoring_alert_policy|datadog_monitor|azurerm_monitor_(?:metric|activity_log|scheduled_query_rules)_?alert\w*|grafana_rule_group|newrelic_(?:nrql_)?alert_\w+|opsgenie_\w+|pagerduty_service\w*|sentry_issue_alert|betteruptime_monitor|checkly_check|statuscake_\w+)"/;
const IN_CODE =
  /\bnew\s+(?:cloudwatch|cw)\.(?:Alarm|CompositeAlarm)\(|\bnew\s+Alarm\(|aws\.cloudwatch\.MetricAlarm\(|datadog\.Monitor\(/;
const TEMPLATE =
  /AWS::CloudWatch::(?:Composite)?Alarm|serverless-plugin-aws-alerts|kind:\s*GrafanaAlertRuleGroup|kind:\s*DatadogMonitor\b/;
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
    const files = project.files.filter((file) => isAlerting(project, file));
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

function isAlerting({ textOf }: Project, file: string): boolean {
  const isYaml = /\.ya?ml$/.test(file);
  if (file.endsWith(".tf")) return TERRAFORM.test(textOf(file));
  if (/\.[cm]?[jt]s$/.test(file))
    return IN_CODE.test(textOf(file)) && /cloudwatch|datadog/i.test(textOf(file));
  if (!isYaml && !/\.(?:json|template)$/.test(file)) return false;
  const text = textOf(file);
  if (TEMPLATE.test(text)) return true;
  if (!isYaml || !/^\s*-?\s*alert:|\balert\b/m.test(text)) return false;
  return documentsIn(text).some(
    (document) =>
      hasMappingWith(document, "alert", "expr") ||
      hasMappingWith(document, "title", "condition", "data"),
  );
}

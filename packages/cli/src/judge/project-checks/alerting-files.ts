import type { Project } from "../project-check.js";
import { documentsIn, hasMappingWith } from "./yaml-file.js";

const TERRAFORM =
  /resource\s+"(?:aws_cloudwatch_metric_alarm|aws_cloudwatch_composite_alarm|google_monitoring_alert_policy|datadog_monitor|azurerm_monitor_(?:metric|activity_log|scheduled_query_rules)_?alert\w*|grafana_rule_group|newrelic_(?:nrql_)?alert_\w+|opsgenie_\w+|pagerduty_service\w*|sentry_issue_alert|betteruptime_monitor|checkly_check|statuscake_\w+)"/;
const IN_CODE =
  /\bnew\s+(?:cloudwatch|cw)\.(?:Alarm|CompositeAlarm)\(|\bnew\s+Alarm\(|aws\.cloudwatch\.MetricAlarm\(|datadog\.Monitor\(/;
const TEMPLATE =
  /AWS::CloudWatch::(?:Composite)?Alarm|serverless-plugin-aws-alerts|kind:\s*GrafanaAlertRuleGroup|kind:\s*DatadogMonitor\b/;

/** The files of a project that say when somebody is to be told. */
export function alertingFiles(project: Project): readonly string[] {
  return project.files.filter((file) => isAlerting(project, file));
}

function isAlerting(project: Project, file: string): boolean {
  const isYaml = /\.ya?ml$/.test(file);
  if (file.endsWith(".tf")) return TERRAFORM.test(project.textOf(file));
  if (/\.[cm]?[jt]s$/.test(file))
    return IN_CODE.test(project.textOf(file)) && /cloudwatch|datadog/i.test(project.textOf(file));
  if (!isYaml && !/\.(?:json|template)$/.test(file)) return false;
  const text = project.textOf(file);
  if (TEMPLATE.test(text)) return true;
  if (!isYaml || !/^\s*-?\s*alert:|\balert\b/m.test(text)) return false;
  return documentsIn(text).some(
    (document) =>
      hasMappingWith(document, "alert", "expr") ||
      hasMappingWith(document, "title", "condition", "data"),
  );
}

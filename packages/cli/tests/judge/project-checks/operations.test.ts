import { describe, expect, it } from "vitest";
import { alertRulesPresent } from "../../../src/judge/project-checks/alert-rules-present.js";
import { runbookPresent } from "../../../src/judge/project-checks/runbook-present.js";
import { sloPresent } from "../../../src/judge/project-checks/slo-present.js";
import { reported } from "../../support/served.js";

const RULES = `groups:
  - name: service
    rules:
      - alert: Failing
        expr: rate(errors[5m]) > 0.1
        annotations: { summary: "{{ $labels.instance }} fails" }
`;
const MONITOR = "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\n";

describe("alert-rules-present", () => {
  it("reports a project that is measured here, and alerts nobody", () => {
    expect(reported(alertRulesPresent, { "k8s/monitor.yaml": MONITOR })).toEqual([
      "judged",
      "src/main.ts:12",
    ]);
  });

  it.each([
    ["of Prometheus", { "ops/rules.yaml": RULES }],
    ["in Terraform", { "alarm.tf": 'resource "aws_cloudwatch_metric_alarm" "errors" {}' }],
    ["in a template", { "stack.yaml": "Type: AWS::CloudWatch::Alarm" }],
  ])("praises alerts %s", (_name, tree) => {
    expect(reported(alertRulesPresent, { "k8s/monitor.yaml": MONITOR, ...tree })).toEqual([
      "judged",
      `Alerts are kept with the code: ${String(Object.keys(tree)[0])}`,
    ]);
  });

  it("can't tell where rules don't parse, or nothing says where measurements go", () => {
    const broken = RULES.replace("expr:", "{{- if .Values.on }}\n  expr");

    expect(
      reported(alertRulesPresent, { "k8s/monitor.yaml": MONITOR, "chart/rules.yaml": broken }),
    ).toEqual(["unknown"]);
    expect(reported(alertRulesPresent)).toEqual(["unknown"]);
  });
});

describe("runbook-present", () => {
  it("reports alerts that no page says what to do about", () => {
    expect(reported(runbookPresent, { "ops/rules.yaml": RULES })).toEqual([
      "judged",
      "src/main.ts:12",
    ]);
  });

  it.each([
    [
      "a page",
      { "docs/runbook.md": "# Runbook\n\nRoll back with helm.\n\nRestore with pg_restore.\n" },
    ],
    ["a heading", { "README.md": "# Service\n\n## Disaster recovery\n\nRestore it.\n" }],
  ])("praises %s", (_name, tree) => {
    expect(reported(runbookPresent, { "ops/rules.yaml": RULES, ...tree })).toEqual([
      "judged",
      `What to do in an outage is written down: ${String(Object.keys(tree)[0])}`,
    ]);
  });

  it("takes an empty page for none, and leaves open where alerts are kept elsewhere", () => {
    expect(
      reported(runbookPresent, { "ops/rules.yaml": RULES, "docs/runbook.md": "# Runbook\n" }),
    ).toEqual(["judged", "src/main.ts:12"]);
    expect(reported(runbookPresent)).toEqual(["unknown"]);
  });
});

describe("slo-present", () => {
  it("reports alerts without an objective", () => {
    expect(reported(sloPresent, { "ops/rules.yaml": RULES })).toEqual(["judged", "src/main.ts:12"]);
  });

  it.each([
    ["OpenSLO", { "slo.yaml": "apiVersion: openslo/v1\nkind: SLO\nspec: { target: 0.99 }\n" }],
    ["a page", { "docs/slo.md": "# SLO\n\n99.9 % of requests\nin 300 ms.\n" }],
  ])("praises %s", (_name, tree) => {
    expect(reported(sloPresent, { "ops/rules.yaml": RULES, ...tree })).toEqual([
      "judged",
      `Objectives for reliability are set: ${String(Object.keys(tree)[0])}`,
    ]);
  });

  it("can't tell where configuration speaks of one", () => {
    expect(
      reported(sloPresent, { "ops/rules.yaml": RULES, "values.yaml": "errorBudget: 0.1" }),
    ).toEqual(["unknown"]);
  });
});

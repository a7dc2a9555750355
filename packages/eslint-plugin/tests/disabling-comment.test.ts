import { describe, expect, it } from "vitest";
import { lint, type Sample } from "./harness/lint.js";

const RECREATE: Sample = {
  filename: "k8s/payments.yaml",
  code: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments
spec:
  strategy: { type: Recreate }
  template:
    spec:
      containers:
        - { name: app, image: "payments:1", ports: [{ containerPort: 80 }] }
`,
};

/** The sample after the editor has put the offered comment in. */
function disabled(rule: string, sample: Sample): Sample {
  const [message] = lint(rule, sample);
  const fix = message?.suggestions?.find(({ messageId }) => messageId === "disable")?.fix;
  if (!fix) throw new Error("no comment is offered");
  return {
    ...sample,
    code: sample.code.slice(0, fix.range[0]) + fix.text + sample.code.slice(fix.range[1]),
  };
}

describe("the comment that silences a finding", () => {
  it("stands above it, indented as it is, and works", () => {
    const silenced = disabled("k8s-rolling-update", RECREATE);
    expect(silenced.code.split("\n")[3]).toBe(
      "  # eslint-disable-next-line faultline/k8s-rolling-update -- TODO: say why",
    );
    expect(lint("k8s-rolling-update", silenced)).toEqual([]);
  });

  it("ends its line as the file does", () => {
    const windows = { ...RECREATE, code: RECREATE.code.replaceAll("\n", "\r\n") };
    const { code } = disabled("k8s-rolling-update", windows);
    expect(code.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

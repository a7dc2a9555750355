import { analyseSource, isConfigurationFile, configurationSites } from "@faultline/analysis";
import { describe, expect, it } from "vitest";
import { factsOf } from "./facts.js";

const PAYMENTS = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments
spec:
  replicas: 4
  strategy:
    rollingUpdate: { maxUnavailable: 25%, maxSurge: 1 }
  template:
    metadata:
      labels: { app: payments }
    spec:
      containers:
        - name: app
          image: payments:1.0.0
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
          resources:
            requests: { cpu: 100m, memory: 64Mi }
`;

const WORKER = PAYMENTS.replace("name: payments", "name: settle")
  .replace(/ +ports:.*\n/, "")
  .replace(/ +readinessProbe:.*\n/, "");

describe("configurationSites", () => {
  it("states a fact for each mechanism a served workload owes", () => {
    expect(factsOf(PAYMENTS)).toEqual({
      "Deployment payments": [
        'readiness-probe: present (container "app" has a readinessProbe)',
        'liveness-probe: absent (container "app" listens on port 8080 and has no livenessProbe)',
        "gradual-rollout: present (rolls with maxUnavailable 25% and maxSurge 1: at most 1 of 4 pods down)",
        "spare-replica: present (runs 4 replicas)",
        "spread: absent (nothing tells its replicas to keep apart)",
        "cheap-probe: present (the probes start no runtime)",
        "grace-period: present (has 30 seconds to stop)",
        "resource-requests: present (every container has its cpu and memory request)",
        'memory-limit: absent (container "app" has no memory limit)',
        'non-root: absent (nothing keeps container "app" from running as root)',
        "fixed-version: unknown (another tool fills in the image)",
      ],
    });
  });

  it("asks a worker for no probes", () => {
    expect(Object.keys(configurationSites("worker.yaml", WORKER)[0]?.mechanisms ?? {})).toEqual([
      "grace-period",
      "resource-requests",
      "memory-limit",
      "non-root",
      "fixed-version",
    ]);
  });

  it("places a site at the workload's name, and numbers the workloads of a file", () => {
    const sites = configurationSites("k8s/all.yaml", `# all of it\n${PAYMENTS}---\r\n${WORKER}`);
    expect(sites.map(({ id, target }) => [id, target])).toEqual([
      ["k8s/all.yaml#workload::0", "Deployment payments"],
      ["k8s/all.yaml#workload::1", "Deployment settle"],
    ]);
    expect(sites[0]).toMatchObject({
      kind: "workload",
      library: "kubernetes",
      operation: "Deployment",
      location: { file: "k8s/all.yaml", line: 5, column: 9, endLine: 5, endColumn: 17 },
      extent: { line: 2, column: 1 },
    });
    expect(sites[1]?.location.line).toBe(25);
  });

  it("counts columns after a byte order mark as an editor does", () => {
    expect(configurationSites("a.yaml", `\uFEFF${PAYMENTS}`)).toEqual(
      configurationSites("a.yaml", PAYMENTS),
    );
  });

  it("places an unnamed workload at its kind", () => {
    const [site] = configurationSites(
      "a.yaml",
      PAYMENTS.replace("metadata:\n  name: payments\n", ""),
    );
    expect(site).toMatchObject({ target: "Deployment", location: { line: 2, column: 7 } });
  });

  it("does not know what another tool fills in", () => {
    const text = PAYMENTS.replace("resources:\n", "resources:\n            limits: ${LIMITS}\n")
      .replace("replicas: 4", "replicas: ${REPLICAS}")
      .replace("maxUnavailable: 25%", "maxUnavailable: 2");
    expect(factsOf(text)["Deployment payments"]).toEqual(
      expect.arrayContaining([
        "gradual-rollout: unknown (how many replicas there are is decided elsewhere)",
        "memory-limit: unknown (another tool fills in the resources)",
      ]),
    );
  });

  it("knows nothing of a patch", () => {
    const facts = factsOf(PAYMENTS.replace(/ +image:.*\n/, ""))["Deployment payments"] ?? [];
    expect(facts).toHaveLength(8);
    for (const fact of facts)
      expect(fact).toContain("unknown (the rest of the pod stands elsewhere)");
  });

  it("reads the workloads beside a document that is no YAML", () => {
    expect(
      Object.keys(factsOf(`kind: [\n---\n${PAYMENTS}---\nname: {{ .Values.name }}\n`)),
    ).toEqual(["Deployment payments"]);
  });

  it("takes braces in a script for what they are", () => {
    const script = `          command:\n            - |\n              sed "s/{{ID}}/$ID/" config\n`;
    expect(Object.keys(factsOf(PAYMENTS + script))).toEqual(["Deployment payments"]);
    expect(factsOf(`${PAYMENTS}          command: ["{{ .Values.command }}"]\n`)).toEqual({});
  });
});

it("is what analyseSource gives for a manifest", () => {
  expect(isConfigurationFile("k8s/a.yml")).toBe(true);
  expect(isConfigurationFile("src/a.ts")).toBe(false);
  expect(analyseSource("k8s/a.yml", PAYMENTS)).toEqual({
    ok: true,
    sites: configurationSites("k8s/a.yml", PAYMENTS),
  });
});

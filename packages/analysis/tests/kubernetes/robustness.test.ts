import { configurationSites, yamlSyntax } from "@faultline/analysis";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";

const MANIFEST = `# eslint-disable faultline/k8s-require-probes -- prober in front
apiVersion: v1
kind: List
x-resources: &small
  requests: { cpu: "100m", memory: 64Mi }
items:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: { name: payments, labels: { app: payments } }
    spec:
      replicas: 3
      strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
      template:
        spec:
          containers:
            - name: "app"
              image: 'payments:1.0.0'
              command: ["sh", "-c", |
                echo {{start}}]
              ports:
                - containerPort: 8080
              resources: *small
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: settle
spec: { schedule: "0 3 * * *" }
`;

const HEAD = "apiVersion: apps/v1\nkind: Deployment\n";

function readInTime(text: string): void {
  const start = performance.now();
  configurationSites("a.yaml", text);
  yamlSyntax(text);
  expect(performance.now() - start).toBeLessThan(5_000);
}

vi.setConfig({ testTimeout: 60_000 });

describe("any text", () => {
  it("is read when it stops anywhere, or has lost a piece", () => {
    const position = fc.nat(MANIFEST.length);
    fc.assert(
      fc.property(position, position, fc.string({ maxLength: 8 }), (from, to, between) => {
        readInTime(MANIFEST.slice(0, from));
        readInTime(MANIFEST.slice(0, from) + between + MANIFEST.slice(to));
      }),
      { numRuns: 150 },
    );
  });

  it.each(["[", "{a: ", "[".repeat(9) + "]".repeat(8)])(
    "is read when %s repeats without end",
    (piece) => {
      readInTime(`${HEAD}spec: ${piece.repeat(20_000)}`);
    },
  );

  it("is read when it nests without end", () => {
    readInTime(`${HEAD}${"- ".repeat(20_000)}x`);
    readInTime(
      HEAD + Array.from({ length: 3_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    );
  });

  it("is read when it is very long", () => {
    readInTime(
      HEAD + Array.from({ length: 200_000 }, (_, index) => `k${String(index)}: v`).join("\n"),
    );
    readInTime(`${HEAD}---\n`.repeat(1_000));
  });

  it("is read to its end when it is a stream of many small documents", () => {
    const one = (index: number): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: app-${String(index)} }
spec:
  replicas: 2
  selector: { matchLabels: { app: app-${String(index)} } }
  template:
    metadata: { labels: { app: app-${String(index)} } }
    spec: { containers: [{ name: app, image: "example/app:1.0.0", ports: [{ containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: app-${String(index)} }
spec: { selector: { app: app-${String(index)} }, ports: [{ port: 80, targetPort: 8080 }] }
`;
    const count = 3_000;
    const fields = "        field: { type: string, description: what it is }\n".repeat(60);
    const definition = `---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n${fields}`;
    const text = Array.from({ length: count }, (_, index) => one(index) + definition).join("");
    expect(text.length).toBeGreaterThan(10 * 1024 * 1024);
    const start = performance.now();
    yamlSyntax(text);
    expect(configurationSites("all.yaml", text)).toHaveLength(count);
    expect(performance.now() - start).toBeLessThan(30_000);
  }, 120_000);

  it("is read when aliases of aliases would grow without bound", () => {
    const levels = "abcdefghijklmnop".split("");
    const bomb = levels.map((name, index) => {
      const previous = levels[index - 1];
      const aliases = Array.from({ length: 9 }, () => (previous ? `*${previous}` : "x")).join(", ");
      return `${name}: &${name} { <<: [${aliases}], items: [${aliases}] }`;
    });
    const last = `*${levels.at(-1) ?? ""}`;
    readInTime(`${bomb.join("\n")}\n${HEAD}metadata: ${last}\nspec:\n  template: ${last}\n`);
    readInTime(
      `${bomb.join("\n")}\napiVersion: v1\nkind: List\nx: { kind: Pod }\nitems: [${last}, ${last}]\n`,
    );
  });

  it("is read when an anchor holds itself", () => {
    readInTime(
      `${HEAD}metadata: &m { name: x, labels: *m }\nspec: &s { template: *s, containers: *s }\n`,
    );
  });
});

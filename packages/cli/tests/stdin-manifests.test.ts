import { describe, expect, it } from "vitest";
import { toRendered } from "../src/collect/stdin-manifests.js";
import { tested } from "./support/evidence.js";
import { faultline, faultlineWith } from "./support/faultline.js";
import { project } from "./support/project.js";
import { SOUND } from "./support/service.js";

const CONFIG = `---
# Source: shop/templates/settings.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`;

const DEPLOYMENT = `---
# Source: shop/templates/api.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: registry.example.com/api:latest
`;

const CHART = {
  ...SOUND,
  "chart/Chart.yaml": "apiVersion: v2\nname: shop\n",
  "chart/templates/api.yaml": "apiVersion: apps/v1\nkind: {{ .Values.kind }}\n",
};

const review = (input: string | undefined, tree = SOUND) =>
  faultlineWith(input, project(tested(tree)), "review", "--stdin-manifests");

describe("manifests on standard input", () => {
  it("are judged beside the project, each at its template", async () => {
    const { stdout } = await review(CONFIG + DEPLOYMENT);

    expect(stdout).toContain("<stdin>/shop/templates/api.yaml:14  k8s-pin-image");
  });

  it("are placed by the line of the stream where nothing names a template", async () => {
    const { stdout } = await review((CONFIG + DEPLOYMENT).replaceAll(/# Source.*\n/g, ""));

    expect(stdout).toContain("<stdin>:17  k8s-pin-image");
  });

  it("know each other, whatever template they come from", async () => {
    const scaled = DEPLOYMENT.replace(":latest", ":1.0.0").replace(
      "name: api\n          image",
      "name: api\n          ports: [{ containerPort: 80 }]\n          image",
    );
    const autoscaler = `---
# Source: shop/templates/scaler.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec: { scaleTargetRef: { kind: Deployment, name: api }, minReplicas: 2, maxReplicas: 4 }
`;
    const { stdout } = await review(scaled + autoscaler);

    expect(stdout).toContain("<stdin>/shop/templates/scaler.yaml:5  k8s-autoscaling-bounds");
  });

  it.each([
    ["nothing is piped in", undefined, "--stdin-manifests needs manifests on standard input."],
    ["it is empty", "\n", "Standard input is empty."],
    [
      "it is something else",
      "Error: no such chart\n",
      "Standard input holds no Kubernetes object.",
    ],
    ["it is broken", `${CONFIG}data:\n  a: "one\n`, "Standard input, line 8, does not parse:"],
  ])("are refused in one line where %s", async (_name, input, message) => {
    const { exitCode, stdout, stderr } = await review(input);

    expect(stderr).toContain(`faultline: ${message}`);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(exitCode).toBe(2);
  });

  it("are asked for in one line where the project has a chart", async () => {
    const { stdout } = await faultline(project(tested(CHART)), "review");

    expect(stdout).toContain("Helm templates are not read (chart): `helm template chart |");
    expect((await review(CONFIG, CHART)).stdout).not.toContain("not read");
    expect((await faultline(project(tested(SOUND)), "review")).stdout).not.toContain("Helm");
  });
});

describe("a manifest of the project that is no YAML", () => {
  const broken = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: one\n   b: two\n";

  it("stands in the way of a verdict, with its line", async () => {
    const { exitCode, stderr } = await faultline(
      project(tested({ ...SOUND, "k8s/settings.yaml": broken })),
      "review",
    );

    expect(stderr).toContain("k8s/settings.yaml:4 does not parse: ");
    expect(exitCode).toBe(2);
  });

  it("is nobody's business in a test's folder, nor is any other YAML", async () => {
    const { exitCode } = await faultline(
      project(
        tested({ ...SOUND, "test/fixtures/broken.yaml": broken, "notes.yaml": "a: [\nb: c: d\n" }),
      ),
      "review",
    );

    expect(exitCode).toBe(0);
  });
});

it("counts lines from the first document of a template", () => {
  const { placeOf } = toRendered(`${CONFIG}${CONFIG}${DEPLOYMENT}`);

  expect([1, 7, 11].map(placeOf)).toMatchObject([
    { file: "<stdin>/shop/templates/settings.yaml", before: 0 },
    { file: "<stdin>/shop/templates/settings.yaml", before: 0 },
    { file: "<stdin>/shop/templates/api.yaml", before: 10 },
  ]);
});

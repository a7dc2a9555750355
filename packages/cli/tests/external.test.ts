import { describe, expect, it } from "vitest";
import { tested } from "./support/evidence.js";
import { project } from "./support/project.js";
import { refusal } from "./support/refusal.js";
import { SOUND } from "./support/service.js";
import { findingsIn, reviewOf } from "./support/verdict-of.js";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: rates
spec:
  replicas: 2
  strategy: { type: Recreate }
  template:
    spec:
      containers:
        - name: rates
          image: registry.example.com/rates:1.0.0
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /health, port: 8080 } }
          livenessProbe: { httpGet: { path: /health, port: 8080 }, failureThreshold: 6 }
          resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } }
`;

/** What a tool writes of one result. */
interface Result {
  readonly ruleId: string;
  readonly file: string;
  readonly line?: number;
  readonly more?: object;
}

function sarif(tool: string, results: readonly Result[], run: object = {}): string {
  return JSON.stringify({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: tool, rules: [] } },
        ...run,
        results: results.map(({ ruleId, file, line = 1, more }) => ({
          ruleId,
          level: "error",
          message: { text: `${ruleId} is wrong here.` },
          locations: [
            { physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line } } },
          ],
          ...more,
        })),
      },
    ],
  });
}

/** The findings of a sound service beside which other tools left these results. */
async function findingsWith(...files: readonly string[]): Promise<readonly string[]> {
  const names = files.map((_, index) => `tool-${String(index)}.sarif`);
  const tree = Object.fromEntries(names.map((name, index) => [name, files[index] ?? ""]));
  const root = project(tested({ ...SOUND, ...tree, "k8s/rates.yaml": DEPLOYMENT }));
  return findingsIn(await reviewOf(root, ...names.flatMap((name) => ["--sarif", name])));
}

const OWN = ["high k8s-rolling-update k8s/rates.yaml:4"];

describe("SARIF of other tools", () => {
  it("becomes findings of our criteria", async () => {
    const results = [
      { ruleId: "js/request-forgery", file: "src/rates.ts", line: 2 },
      { ruleId: "js/unused-local-variable", file: "src/rates.ts", line: 3 },
    ];
    expect(await findingsWith(sarif("CodeQL", results))).toEqual([
      ...OWN,
      "high codeql/js/request-forgery src/rates.ts:2",
      "high codeql/js/unused-local-variable src/rates.ts:3",
    ]);
  });

  it("leaves out what no criterion asks about", async () => {
    const results = [{ ruleId: "DL3009", file: "Dockerfile" }];
    expect(await findingsWith(sarif("hadolint", results))).toEqual(OWN);
  });

  it("is never graver than the tool calls it, nor than the criterion", async () => {
    const graded = (score: string): object => ({ properties: { "security-severity": score } });
    const results = [
      { ruleId: "js/sql-injection", file: "src/main.ts", line: 1, more: graded("9.8") },
      { ruleId: "js/path-injection", file: "src/main.ts", line: 2, more: graded("5.0") },
      { ruleId: "js/missing-rate-limiting", file: "src/main.ts", line: 3, more: graded("9.8") },
      { ruleId: "js/other", file: "src/main.ts", line: 4, more: { level: "note" } },
    ];
    expect((await findingsWith(sarif("CodeQL", results))).toSorted()).toEqual([
      "critical codeql/js/sql-injection src/main.ts:1",
      ...OWN,
      "low codeql/js/missing-rate-limiting src/main.ts:3",
      "low codeql/js/other src/main.ts:4",
      "medium codeql/js/path-injection src/main.ts:2",
    ]);
  });

  it("makes one finding of what two tools report at the same place, ours where it is one", async () => {
    const linter = [{ ruleId: "no-rolling-update-strategy", file: "k8s/rates.yaml", line: 11 }];
    const scorer = [{ ruleId: "deployment-strategy", file: "k8s/rates.yaml", line: 1 }];
    const root = project(
      tested({
        ...SOUND,
        "a.sarif": sarif("kube-linter", linter),
        "b.sarif": sarif("kube-score", scorer),
        "k8s/rates.yaml": DEPLOYMENT,
      }),
    );
    const verdict = await reviewOf(root, "--sarif", "a.sarif", "--sarif", "b.sarif");
    expect(findingsIn(verdict)).toEqual(OWN);
    expect(verdict.findings[0]?.reportedBy).toEqual([
      "kube-linter/no-rolling-update-strategy",
      "kube-score/deployment-strategy",
    ]);
  });

  it("keeps two defects of one criterion at two places apart", async () => {
    const results = [
      { ruleId: "js/path-injection", file: "src/main.ts", line: 1 },
      { ruleId: "js/path-injection", file: "src/main.ts", line: 9 },
    ];
    const found = await findingsWith(
      sarif("CodeQL", results),
      sarif("Semgrep OSS", [
        { ruleId: "javascript.express.path-join-resolve-traversal", file: "src/main.ts", line: 9 },
      ]),
    );
    expect(found.filter((line) => line.includes("path"))).toEqual([
      "high codeql/js/path-injection src/main.ts:1",
      "high codeql/js/path-injection src/main.ts:9",
    ]);
  });

  it("is heard about what it suppressed and what was there before", async () => {
    const results = [
      {
        ruleId: "js/sql-injection",
        file: "src/main.ts",
        more: { suppressions: [{ kind: "inSource" }] },
      },
      { ruleId: "js/xss", file: "src/main.ts", line: 7, more: { baselineState: "unchanged" } },
      { ruleId: "js/fine", file: "src/main.ts", line: 8, more: { kind: "pass" } },
    ];
    expect(await findingsWith(sarif("CodeQL", results))).toEqual([
      ...OWN,
      "high codeql/js/sql-injection src/main.ts:1 suppressed",
      "high codeql/js/xss src/main.ts:7 inherited",
    ]);
  });

  it("names files in every way that tools do", async () => {
    const result = (uri: string, more: object = {}): Result => ({
      ruleId: "js/sql-injection",
      file: uri,
      more,
    });
    const based = sarif("CodeQL", [result("rates.ts")], {
      originalUriBaseIds: { SRC: { uri: "src/" } },
    }).replace(`"uri":"rates.ts"`, `"uri":"rates.ts","uriBaseId":"SRC"`);
    expect(await findingsWith(based)).toContain("high codeql/js/sql-injection src/rates.ts:1");
    expect(await findingsWith(sarif("CodeQL", [result("./src/main.ts")]))).toContain(
      "high codeql/js/sql-injection src/main.ts:1",
    );
  });

  it("stands at itself where it names no file", async () => {
    const results = [{ ruleId: "CVE-2026-0001", file: "", more: { locations: [] } }];
    expect(await findingsWith(sarif("Trivy", results))).toContain(
      "high trivy/CVE-2026-0001 tool-0.sarif:1",
    );
  });

  it("decides that a scan was made, unless it did not get to its end", async () => {
    const standing = async (run: object): Promise<string | undefined> => {
      const tree = { ...SOUND, "scan.sarif": sarif("Semgrep OSS", [], run) };
      const { criteria } = await reviewOf(project(tested(tree)), "--sarif", "scan.sarif");
      return criteria.find(({ id }) => id === "security-scan")?.status;
    };
    expect(await standing({})).toBe("met");
    expect(await standing({ invocations: [{ executionSuccessful: false }] })).toBe("unknown");
  });

  it.each([
    ["no JSON", "{", /is not the JSON of SARIF/],
    ["something else", `{"results":[]}`, /does not hold SARIF 2\.1\.0: it has no runs\./],
    ["an older version", `{"version":"1.0.0","runs":[]}`, /its version is "1\.0\.0"/],
    ["a run of nobody", `{"version":"2.1.0","runs":[{}]}`, /a run does not name its tool/],
    [
      "a result that is none",
      `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[1]}]}`,
      /a result is not an object/,
    ],
  ])("that is %s is refused", async (_, text, reason) => {
    const root = project(tested({ ...SOUND, "scan.sarif": text }));
    expect(await refusal(root, "review", "--sarif", "scan.sarif")).toMatch(reason);
  });

  it("that is not there is refused", async () => {
    expect(await refusal(project(tested(SOUND)), "review", "--sarif", "gone.sarif")).toMatch(
      /gone\.sarif can't be read as SARIF/,
    );
  });
});

describe("lint results of other plugins", () => {
  it("become findings where a criterion asks about their rule", async () => {
    const message = (ruleId: string, severity: number, line: number): object => ({
      ruleId,
      severity,
      message: "Wrong.",
      line,
      column: 1,
    });
    const results = [
      {
        filePath: "src/main.ts",
        messages: [
          message("@typescript-eslint/no-floating-promises", 2, 3),
          message("promise/catch-or-return", 1, 3),
          message("import-x/no-cycle", 2, 1),
          message("semi", 2, 4),
        ],
      },
      { filePath: "src/rates.ts", messages: [] },
    ];
    const root = project(tested({ ...SOUND, "lint.json": JSON.stringify(results) }));
    const verdict = await reviewOf(root, "--lint", "lint.json");
    expect(findingsIn(verdict)).toEqual([
      "high eslint/@typescript-eslint/no-floating-promises src/main.ts:3",
      "low eslint/import-x/no-cycle src/main.ts:1",
    ]);
    expect(verdict.findings[0]?.reportedBy).toEqual(["eslint/promise/catch-or-return"]);
  });
});

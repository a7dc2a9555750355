import { describe, expect, it } from "vitest";
import { poolsWithinConnectionLimit } from "../../../src/judge/project-checks/pools-within-connection-limit.js";
import { analysed } from "../../support/analysed.js";
import { deployedService, instead } from "../../support/deployed-service.js";

const database = (most: number, name = "db"): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec:
  template:
    spec:
      containers:
        - name: postgres
          image: postgres:17.2
          args: ["-c", "max_connections=${String(most)}"]
`;

const AUTOSCALER = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: rates }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: rates }
  minReplicas: 2
  maxReplicas: 12
`;

type Edit = Parameters<typeof deployedService>[0];

const judge = (most: number, edit: NonNullable<Edit> = {}) =>
  poolsWithinConnectionLimit.judge(
    analysed(deployedService({ ...edit, more: { "k8s/db.yaml": database(most), ...edit.more } })),
  );

describe("pools-within-connection-limit", () => {
  it("reports pools that are too many together, at the pool's size", () => {
    const [finding] = judge(60).findings;
    expect(finding).toMatchObject({
      location: { file: "services/rates/src/main.ts", line: 4 },
      message: expect.stringContaining(
        "4 replicas with 20 connections each are 80, and the database takes 60.",
      ) as string,
      suggestion: expect.stringContaining("at most 12") as string,
    });
  });

  it("counts with what the autoscaler may reach", () => {
    expect(judge(200, { deployment: (text) => text + AUTOSCALER }).findings).toHaveLength(1);
    expect(judge(240, { deployment: (text) => text + AUTOSCALER }).findings).toEqual([]);
  });

  it("counts with the library's default", () => {
    const edit = { main: instead("max: 20, ", "") };
    expect(judge(39, edit).findings).toHaveLength(1);
    expect(judge(40, edit).findings).toEqual([]);
  });

  it("is silent where they fit, or a size is decided elsewhere", () => {
    expect(judge(80).findings).toEqual([]);
    expect(
      judge(10, { main: instead("max: 20", "max: Number(process.env.POOL)") }).findings,
    ).toEqual([]);
    expect(
      judge(10, { deployment: instead("replicas: 4", 'replicas: "${REPLICAS}"') }).findings,
    ).toEqual([]);
  });

  it("can't tell which of two databases is meant", () => {
    expect(judge(10, { more: { "k8s/db2.yaml": database(20, "other") } }).state).toBe("unknown");
  });

  it("says nothing where no limit is declared", () => {
    expect(poolsWithinConnectionLimit.judge(analysed(deployedService())).state).toBe(
      "not-applicable",
    );
  });
});

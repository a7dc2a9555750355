import { describe, expect, it } from "vitest";
import { drainWithinGracePeriod } from "../../../src/judge/project-checks/drain-within-grace-period.js";
import { analysed } from "../../support/analysed.js";
import { deployedService, instead } from "../../support/deployed-service.js";

const judge = (edit: Parameters<typeof deployedService>[0]) =>
  drainWithinGracePeriod.judge(analysed(deployedService(edit))).findings;

const GRANTED = (seconds: number) =>
  instead(
    "      containers:",
    `      terminationGracePeriodSeconds: ${String(seconds)}\n      containers:`,
  );

describe("drain-within-grace-period", () => {
  it("reports a drain that takes longer than Kubernetes grants by itself", () => {
    const [finding] = judge({ main: instead("25_000", "60_000") });
    expect(finding).toMatchObject({
      location: { file: "services/rates/src/main.ts", line: 10 },
      suggestion: expect.stringContaining("terminationGracePeriodSeconds: 65") as string,
    });
  });

  it("reports one that takes longer than the manifest grants", () => {
    expect(judge({ deployment: GRANTED(10) })).toHaveLength(1);
  });

  it.each([
    ["fits", {}],
    [
      "fits what the manifest grants",
      { main: instead("25_000", "60_000"), deployment: GRANTED(90) },
    ],
    ["is read from the environment", { main: instead("25_000", "Number(process.env.DRAIN_MS)") }],
    [
      "does not end the process",
      { main: instead("process.exit(1)", "server.closeAllConnections()") },
    ],
    [
      "is SIGINT's",
      { main: (text: string) => text.replace("SIGTERM", "SIGINT").replace("25_000", "60_000") },
    ],
    [
      "is that of a service which another image runs",
      {
        main: instead("25_000", "60_000"),
        deployment: instead("shop/rates", "shop/gateway"),
        more: OTHER(),
      },
    ],
  ])("is silent where the drain %s", (_, edit) => {
    expect(judge(edit)).toEqual([]);
  });
});

function OTHER() {
  return {
    "k8s/other.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a:1 }] }\n",
  };
}

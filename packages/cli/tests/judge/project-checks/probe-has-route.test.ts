import { describe, expect, it } from "vitest";
import { probeHasRoute } from "../../../src/judge/project-checks/probe-has-route.js";
import { analysed } from "../../support/analysed.js";
import { deployedService, instead } from "../../support/deployed-service.js";
import type { Tree } from "../../support/project.js";

const judge = (tree: Tree) => probeHasRoute.judge(analysed(tree)).findings;
const ASKS_READYZ = instead(
  "path: /health/ready, port: 8080 } }\n          l",
  "path: /readyz, port: 8080 } }\n          l",
);

describe("probe-has-route", () => {
  it("reports a probe of a path that nothing in the service mentions, and names one that is served", () => {
    const [finding, ...others] = judge(deployedService({ deployment: ASKS_READYZ }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      location: { file: "k8s/rates.yaml", line: 13 },
      message: expect.stringContaining("The readinessProbe asks for `/readyz`") as string,
      suggestion: "Ask for `/health/ready`, which it serves.",
    });
  });

  it("is silent where the route is served", () => {
    expect(judge(deployedService())).toEqual([]);
  });

  it.each([
    [
      "the path is put together elsewhere",
      { main: instead(`"/health/ready"`, "`/health/${'ready'}`") },
    ],
    ["a prefix is before the route", { main: instead(`"/health/ready"`, `"/ready"`) }],
    [
      "a file's name is the route",
      {
        main: instead(`app.get("/health/ready"`, `app.get("/other"`),
        more: { "services/rates/src/routes/health/ready.ts": "export const GET = () => 1;" },
      },
    ],
    [
      "a library serves it",
      {
        deployment: ASKS_READYZ,
        more: {
          "services/rates/package.json": `{ "name": "@shop/rates", "dependencies": { "@godaddy/terminus": "4" } }`,
        },
      },
    ],
    [
      "the image is not named after the service",
      {
        deployment: (text: string) => ASKS_READYZ(text).replace("shop/rates:", "shop/gateway:"),
        more: {
          "k8s/other.yaml":
            "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a:1 }] }\n",
        },
      },
    ],
  ])("is silent where %s", (_, edit) => {
    expect(judge(deployedService(edit))).toEqual([]);
  });

  it("says nothing of projects without probes", () => {
    expect(probeHasRoute.judge(analysed({ "src/main.ts": "export {};" })).state).toBe(
      "not-applicable",
    );
  });
});

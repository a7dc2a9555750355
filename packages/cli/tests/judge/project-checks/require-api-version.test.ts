import { describe, expect, it } from "vitest";
import { requireApiVersion } from "../../../src/judge/project-checks/require-api-version.js";
import { packageJson } from "../../support/service.js";
import { said } from "../../support/served.js";
import { place, site } from "../../support/sites.js";

const DOCUMENTED = { "package.json": packageJson("express", "swagger-ui-express") };

const routes = (prefix: string) => [
  site("server", { location: place("src/main.ts", 12) }),
  ...["a", "b", "c", "d", "e"].map((name, index) =>
    site("route", { target: `GET ${prefix}/${name}`, location: place("src/routes.ts", index + 1) }),
  ),
];

describe("require-api-version", () => {
  it("reports a documented interface without a version", () => {
    expect(said(requireApiVersion, routes(""), DOCUMENTED)).toEqual(["judged", "src/main.ts:12"]);
  });

  it("praises a version in the paths", () => {
    expect(said(requireApiVersion, routes("/v1"), DOCUMENTED)).toEqual([
      "judged",
      "Routes have a version: GET /v1/a",
    ]);
  });

  it.each([
    ["where routers are mounted", { "src/app.ts": 'app.use("/v1", routes)' }],
    ["through the framework", { "src/app.ts": "app.enableVersioning()" }],
    ["in a header", { "src/app.ts": 'request.headers["x-api-version"]' }],
    ["at the proxy", { "k8s/in.yaml": 'path: "/v2/rates"' }],
  ])("can't tell where a version may be %s", (_name, tree) => {
    expect(said(requireApiVersion, routes(""), { ...DOCUMENTED, ...tree })).toEqual(["unknown"]);
  });

  it("is not concerned with an interface that only its own client uses", () => {
    expect(
      said(requireApiVersion, routes(""), {
        ...DOCUMENTED,
        "web/package.json": packageJson("react"),
      }),
    ).toEqual(["not-applicable"]);
    expect(said(requireApiVersion, routes(""), {})).toEqual(["not-applicable"]);
  });
});

import { absent, present } from "@faultline/contract";
import { expect, it } from "vitest";
import { requireAuthorization } from "../../../src/judge/project-checks/require-authorization.js";
import { said } from "../../support/served.js";
import { place, site } from "../../support/sites.js";

const route = (line: number, parts: Parameters<typeof site<"route">>[1] = {}) =>
  site("route", { operation: "post", location: place("src/users.ts", line), ...parts });
const guarded = route(1, { mechanisms: { authorization: present("`auth` refuses") } });
const open = route(4, { mechanisms: { authorization: absent("3 of 4 are guarded", "auth") } });

it("reports a route that is open among guarded ones", () => {
  expect(said(requireAuthorization, [guarded, open], {})).toEqual(["judged", "src/users.ts:4"]);
});

it("praises guards where every route has what its siblings have", () => {
  expect(said(requireAuthorization, [guarded], {})).toEqual([
    "judged",
    "Routes that change something refuse those who may not (1 of them)",
  ]);
});

it("can't tell without a guard in sight, and is not concerned without a route", () => {
  expect(said(requireAuthorization, [route(1)], {})).toEqual(["unknown"]);
  expect(said(requireAuthorization, [], {})).toEqual(["not-applicable"]);
});

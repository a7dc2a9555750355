import { expect, it } from "vitest";
import { prDescription } from "../../../src/judge/project-checks/pr-description.js";
import { said } from "../../support/served.js";

it("praises a template for pull requests", () => {
  const tree = { ".github/PULL_REQUEST_TEMPLATE.md": "## What and why\n" };

  expect(said(prDescription, [], tree)).toEqual([
    "judged",
    "Pull requests are asked what they change: .github/PULL_REQUEST_TEMPLATE.md",
  ]);
});

it("can't tell without one, or from an empty one: an organisation may keep it elsewhere", () => {
  expect(said(prDescription, [], {})).toEqual(["unknown"]);
  expect(said(prDescription, [], { "pull_request_template.md": "\n" })).toEqual(["unknown"]);
});

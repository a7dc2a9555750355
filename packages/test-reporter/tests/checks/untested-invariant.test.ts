import { expect, test } from "vitest";
import { untestedInvariant } from "../../src/checks/untested-invariant.js";
import { review } from "../factories.js";
import { goodOf } from "./texts.js";

test("names the constraints that the database enforced", () => {
  const reviewed = review([], {
    invariants: [
      { code: "23505", tests: ["a", "b"] },
      { code: "23514", tests: ["b", "c"] },
    ],
  });

  expect(goodOf(untestedInvariant, reviewed)).toEqual([
    "The database enforced 23505 and 23514 in 3 tests.",
  ]);
  expect(untestedInvariant.judge(reviewed)).toMatchObject({ state: "judged", findings: [] });
});

test("can't tell which constraints there are", () => {
  expect(untestedInvariant.judge(review([]))).toMatchObject({ state: "unknown", findings: [] });
});

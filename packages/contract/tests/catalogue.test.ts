import { CRITERIA, LENSES, SEVERITIES, findCriterion } from "@faultline/contract";
import { describe, expect, it } from "vitest";

describe("the criteria catalogue", () => {
  it("gives every criterion a name of its own", () => {
    const ids = CRITERIA.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says of each what it asks for, how grave it is and what decides it", () => {
    for (const criterion of CRITERIA) {
      expect(criterion.title, criterion.id).toMatch(/^[A-Z].*[^.]$/);
      expect(SEVERITIES, criterion.id).toContain(criterion.severity);
      expect(LENSES, criterion.id).toContain(criterion.lens);
      expect(criterion.how.length, criterion.id).toBeGreaterThan(0);
      expect(criterion.checks.length, criterion.id).toBeGreaterThan(0);
    }
  });

  it("is found by id, and does not know what it does not have", () => {
    expect(findCriterion("timeout-outbound")?.checks).toEqual(["require-timeout"]);
    expect(findCriterion("toString")).toBeUndefined();
  });
});

import type { MockEvidence, TestEvidence } from "@faultline/contract";
import { compareText, grouped, sortedNames } from "./ordering.js";

/** The modules that tests replaced, in order. */
export function mockEvidence(observed: readonly TestEvidence[]): readonly MockEvidence[] {
  const all = observed.flatMap(({ name, mocks }) => mocks.map((mock) => ({ ...mock, test: name })));
  return [...grouped(all, ({ module, kind }) => `${module} ${kind}`)]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([, group]) => {
      const [first] = group;
      if (!first) return [];
      const { module, kind } = first;
      return [{ module, kind, tests: sortedNames(group.map(({ test }) => test)) }];
    });
}

import type { MockEvidence } from "@faultline/contract";
import { compareText, sortedNames } from "./ordering.js";
import type { RunFacts } from "./run-facts.js";

/** The modules that tests replaced, in order. */
export function mockEvidence({ tests }: RunFacts): readonly MockEvidence[] {
  const mocks = new Map<string, { readonly mock: Omit<MockEvidence, "tests">; tests: string[] }>();
  for (const { name, observation } of tests) {
    for (const mock of observation.mocks) {
      const key = `${mock.module} ${mock.kind}`;
      const known = mocks.get(key) ?? { mock, tests: [] };
      known.tests.push(name);
      mocks.set(key, known);
    }
  }
  return [...mocks]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([, { mock, tests }]) => ({ ...mock, tests: sortedNames(tests) }));
}

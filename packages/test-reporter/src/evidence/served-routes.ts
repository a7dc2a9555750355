import { compareText } from "./ordering.js";
import type { RunFacts, ServedRequest, TestFacts } from "./run-facts.js";

/** One route with every request that the tests made to it. */
export interface ServedRoute {
  readonly method: string;
  readonly path: string;
  readonly requests: readonly (ServedRequest & { readonly test: TestFacts })[];
}

/** The application's requests, grouped by route, in order of path and method. */
export function servedRoutes(facts: RunFacts): readonly ServedRoute[] {
  const groups = new Map<string, ServedRoute["requests"][number][]>();
  for (const test of facts.tests) {
    for (const request of test.served) {
      const key = `${request.path} ${request.exchange.method}`;
      const group = groups.get(key);
      if (group) group.push({ ...request, test });
      else groups.set(key, [{ ...request, test }]);
    }
  }
  return [...groups]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([, requests]) => {
      const [first] = requests;
      return first ? [{ method: first.exchange.method, path: first.path, requests }] : [];
    });
}

import { testRule } from "../../harness/test-rule.js";

const OPOSSUM = `import CircuitBreaker from "opossum";
import { load } from "./load.js";
`;
const OPEN_STATE = [{ openState: true }];

testRule("no-breaker-misuse", {
  reports: {
    "a breaker that is made for each call": `${OPOSSUM}export function read(id: string) {
  const breaker = new CircuitBreaker(load);
  return breaker.fire(id);
}
`,
    "a policy that is made for each call": `import { circuitBreaker, handleAll } from "cockatiel";
export function read(work: () => Promise<string>) {
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10_000 });
  return breaker.execute(work);
}
`,
    "a breaker without a limit": `${OPOSSUM}const breaker = new CircuitBreaker(load, { timeout: false });
export const read = (id: string) => breaker.fire(id);
`,
    "a breaker that one failed call opens": {
      code: `${OPOSSUM}const breaker = new CircuitBreaker(load);
breaker.fallback(() => []);
export const read = (id: string) => breaker.fire(id);
`,
      options: OPEN_STATE,
    },
    "a breaker with no answer when it is open": {
      code: `${OPOSSUM}const breaker = new CircuitBreaker(load, { volumeThreshold: 10 });
export const read = (id: string) => breaker.fire(id);
`,
      options: OPEN_STATE,
    },
  },
  silent: {
    "a breaker of the module": `${OPOSSUM}const breaker = new CircuitBreaker(load, { timeout: 1_000 });
export const read = (id: string) => breaker.fire(id);
`,
    "a breaker that a factory gives": `${OPOSSUM}export function breakerFor(name: string) {
  return new CircuitBreaker(load, { name });
}
`,
    "breakers that are kept by name": `${OPOSSUM}const breakers = new Map<string, CircuitBreaker>();
export function read(host: string) {
  let breaker = breakers.get(host);
  if (!breaker) {
    breaker = new CircuitBreaker(load);
    breakers.set(host, breaker);
  }
  return breaker.fire(host);
}
`,
    "a breaker with all of it": {
      code: `${OPOSSUM}const breaker = new CircuitBreaker(load, { volumeThreshold: 10 });
breaker.fallback(() => []);
export const read = (id: string) => breaker.fire(id);
`,
      options: OPEN_STATE,
    },
    "a breaker of another library": `import { CircuitBreaker } from "./breaker.js";
export const read = (id: string) => new CircuitBreaker({ timeout: false }).fire(id);
`,
  },
});

import type { OutboundEvidence } from "@faultline/contract";
import type { OutboundExchange } from "../probe/observation.js";
import { countFailures, failureOfExchange } from "./failures.js";
import { compareText, sortedNames } from "./ordering.js";
import { stableOrigin } from "./origin.js";
import type { RunFacts } from "./run-facts.js";

interface Call {
  readonly test: string;
  readonly target: string;
  readonly exchange: OutboundExchange;
}

/** The dependencies that the application called over HTTP. */
export function outboundEvidence(facts: RunFacts): readonly OutboundEvidence[] {
  const calls: readonly Call[] = facts.tests.flatMap((test) =>
    test.calls.map((exchange) => ({
      test: test.name,
      target: stableOrigin(exchange.origin),
      exchange,
    })),
  );
  const targets = [...new Set(calls.map(({ target }) => target))].sort(compareText);
  return targets.map((target) =>
    summarise(
      target,
      calls.filter((call) => call.target === target),
    ),
  );
}

function summarise(target: string, calls: readonly Call[]): OutboundEvidence {
  const real = calls.filter(({ exchange }) => exchange.live).length;
  return {
    target,
    real,
    intercepted: calls.length - real,
    failures: countFailures(calls.map(({ exchange }) => failureOfExchange(exchange))),
    tests: sortedNames(calls.map(({ test }) => test)),
  };
}

import type { ConcurrencyEvidence } from "@faultline/contract";
import type { Statement } from "../probe/observation.js";
import { sortedNames } from "./ordering.js";
import type { RunFacts } from "./run-facts.js";
import { servedRoutes, type ServedRoute } from "./served-routes.js";

/**
 * How many requests each of the application's routes served at once. Its tests are those in which
 * requests for one key overlapped, or any at all where none did for one key.
 */
export function concurrencyEvidence(facts: RunFacts): readonly ConcurrencyEvidence[] {
  return servedRoutes(facts).map((route) => {
    const exchanges = route.requests.map(({ exchange }) => exchange);
    const sameKey = exchanges.some(({ inFlightSameKey }) => inFlightSameKey >= 2);
    return {
      target: `${route.method} ${route.path}`,
      maxInFlight: Math.max(...exchanges.map(({ inFlight }) => inFlight)),
      sameKey,
      writes: writes(route),
      tests: sortedNames(
        route.requests
          .filter(({ exchange }) => (sameKey ? exchange.inFlightSameKey : exchange.inFlight) >= 2)
          .map(({ test }) => test.name),
      ),
    };
  });
}

function writes(route: ServedRoute): boolean {
  return route.requests.some(({ index, test }) =>
    test.observation.conversations.some(({ statements }) =>
      statements.some((statement) => statement.servedBy === index && isWrite(statement)),
    ),
  );
}

const WRITING_VERB = /^(?:INSERT|UPDATE|DELETE|MERGE)$/;
const WRITE_IN_TEXT =
  /\b(?:INSERT\s+INTO|UPDATE\s+\S+\s+(?:\S+\s+)?SET|DELETE\s+FROM|MERGE\s+INTO)\b/i;

/** A common table expression says what it does in its text only. */
function isWrite({ verb, text }: Statement): boolean {
  return WRITING_VERB.test(verb) || (verb === "WITH" && WRITE_IN_TEXT.test(text));
}

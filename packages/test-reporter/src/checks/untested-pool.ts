import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type FaultSite,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import type { TestCheck } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { place } from "./wording.js";

/** A pool whose size is written down, and of which no test can have asked for more connections than it has. */
export const untestedPool: TestCheck = {
  id: "untested-pool",
  criteria: ["tests-pooling"],
  judge(review) {
    const pools = review.sites.flatMap((site) => sized(site));
    if (pools.length === 0) return NOT_APPLICABLE;
    // Without a request there may still be work that shares the pool; with requests the most of them is the most that waits.
    const { concurrency } = review.evidence;
    if (concurrency.length === 0) return UNKNOWN;
    const most = Math.max(...concurrency.map(({ maxInFlight }) => maxInFlight));
    return concludeForAll(review, {
      findings: pools.filter(({ size }) => most <= size).map((pool) => finding(pool, most)),
      good: pools.filter(({ size }) => most > size).map((pool) => good(pool, most)),
    });
  },
};

interface SizedPool {
  readonly site: FaultSite;
  readonly size: number;
}

function sized(site: FaultSite): readonly SizedPool[] {
  const size = site.declared?.find(({ name }) => name === "pool-size")?.value;
  return site.kind === "pool" && typeof size === "number" ? [{ site, size }] : [];
}

function finding({ site, size }: SizedPool, most: number): Finding {
  return createFinding({
    check: untestedPool.id,
    criterion: "tests-pooling",
    origin: "evidence",
    subject: site.id,
    location: site.location,
    message:
      `The pool at ${place(site.location)} has ${String(size)} connections, and tests had at most ${String(most)} ${most === 1 ? "request" : "requests"} in flight at once. ` +
      "What the next caller gets when all are taken, an error in time or a wait without end, is a guess.",
    suggestion: `Make the pool small in a test (\`max: 1\`), hold its connection, send a second request, and assert that it is refused in time.`,
  });
}

function good({ site, size }: SizedPool, most: number): GoodFinding {
  return {
    criterion: "tests-pooling",
    message: `Tests had ${String(most)} requests in flight at once, more than the ${String(size)} connections of the pool.`,
    locations: [site.location],
  };
}

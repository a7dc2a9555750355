import type { FaultSite, TestName } from "@faultline/contract";
import type { InboundExchange, OutboundExchange, TestObservation } from "../probe/observation.js";
import type { ObservedTest, TestRun } from "../test-run.js";
import {
  applicationRoutes,
  findRoute,
  pathOf,
  type RequestLine,
  type RoutePattern,
} from "./application-routes.js";
import { isLoopback, originOf } from "./origin.js";

/** A run as the sections of the evidence read it: what they all ask is answered once. */
export interface RunFacts {
  readonly sites: readonly FaultSite[];
  /** The tests that ran and were seen. */
  readonly tests: readonly TestFacts[];
  /** Tests that ran each site's code, by site id; undefined where that can't be told. */
  readonly ran: ReadonlyMap<FaultSite["id"], readonly TestName[] | undefined>;
  /** Whether any test ran each site's code, by site id. */
  readonly hasRun: ReadonlyMap<FaultSite["id"], boolean | undefined>;
}

export interface TestFacts {
  readonly name: TestName;
  readonly observation: TestObservation;
  /** Requests that the application served. */
  readonly served: readonly ServedRequest[];
  /** Requests to dependencies: those of the test to the application are left out. */
  readonly calls: readonly OutboundExchange[];
}

export interface ServedRequest {
  /** Its place in the observation, which statements refer to. */
  readonly index: number;
  readonly exchange: InboundExchange;
  /** The route's pattern. */
  readonly path: string;
}

export function runFacts(run: TestRun, sites: readonly FaultSite[]): RunFacts {
  const routes = applicationRoutes(sites);
  return {
    sites,
    tests: run.tests.flatMap((test) => factsOf(test, routes)),
    ran: new Map(sites.map((site) => [site.id, run.execution.testsThatRan(site)])),
    hasRun: new Map(sites.map((site) => [site.id, run.execution.hasRun(site)])),
  };
}

function factsOf(
  { name, state, observation }: ObservedTest,
  routes: readonly RoutePattern[],
): readonly TestFacts[] {
  if (state === "skipped" || !observation) return [];
  const served = observation.inbound.flatMap((exchange, index) => serve(exchange, index, routes));
  return [
    { name, observation, served, calls: callsToDependencies(observation.outbound, served, routes) },
  ];
}

function serve(
  exchange: InboundExchange,
  index: number,
  routes: readonly RoutePattern[],
): readonly ServedRequest[] {
  const route = findRoute(routes, exchange);
  const isApplication = routes.length > 0 ? route !== undefined : exchange.route !== undefined;
  return isApplication ? [{ index, exchange, path: pathOf(route, exchange) }] : [];
}

/**
 * A test calls the application over the same loopback interface as the application calls the test's
 * stand-ins. One request to a route of the application tells whose origin it is; the others to that
 * origin (a path that does not exist, say) go with it.
 */
function callsToDependencies(
  outbound: readonly OutboundExchange[],
  served: readonly ServedRequest[],
  routes: readonly RoutePattern[],
): readonly OutboundExchange[] {
  const isServed = new Set(served.map(({ exchange }) => requestLine(exchange)));
  const own = outbound.filter(
    (call) =>
      isLoopback(call.origin) &&
      (isServed.has(requestLine(call)) || findRoute(routes, call) !== undefined),
  );
  const ownOrigins = new Set(own.map(({ origin }) => originOf(origin)));
  return outbound.filter(({ origin }) => !ownOrigins.has(originOf(origin)));
}

function requestLine({ method, path }: RequestLine): string {
  return `${method} ${path}`;
}

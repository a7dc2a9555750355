import { expect, test } from "vitest";
import { buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import { conversation, inbound, observed, run, site, statement } from "../factories.js";

const pay = site("route", { line: 1, target: "POST /payments" });
const show = site("route", { line: 2, target: "GET /payments/:id" });
const braces = site("route", { line: 3, target: "GET /accounts/{id}/balance" });
const health = site("health-route", { line: 4, target: "GET /health" });
const anything = site("route", { line: 5, target: "GET /:slug" });
const sites = [pay, show, braces, health, anything];

function routesOf(...exchanges: readonly ReturnType<typeof inbound>[]) {
  const { routes } = buildEvidenceFromSites(
    run([observed("a", { inbound: exchanges })]),
    sites,
    [],
  );
  return routes.map(({ method, path }) => `${method} ${path}`);
}

test("counts statuses and overlap for each route", () => {
  const testRun = run([
    observed("b", {
      inbound: [
        inbound("GET /payments/1"),
        inbound("GET /payments/2", { status: 404, inFlight: 2 }),
      ],
    }),
    observed("a", { inbound: [inbound("GET /payments/3", { status: 404 })] }),
  ]);

  expect(buildEvidenceFromSites(testRun, sites, []).routes).toEqual([
    {
      method: "GET",
      path: "/payments/:id",
      statuses: { 200: 1, 404: 2 },
      maxInFlight: 2,
      tests: ["a", "b"],
    },
  ]);
});

test.each([
  ["GET /health", "GET /health"],
  ["GET /accounts/7/balance", "GET /accounts/{id}/balance"],
  ["HEAD /health", "HEAD /health"],
  ["POST /api/v1/payments", "POST /api/v1/payments"],
  ["GET /api/payments/7", "GET /api/payments/:id"],
])("takes %s for the application's %s", (request, route) => {
  expect(routesOf(inbound(request))).toEqual([route]);
});

test.each([
  ["a path that no route has", "POST /charges"],
  ["another method", "DELETE /payments"],
  ["a path that only a route without fixed parts would take", "GET /anything"],
  ["a longer path", "POST /payments/7/refunds"],
])("takes %s for a stand-in's: %s", (_case, request) => {
  expect(routesOf(inbound(request))).toEqual([]);
});

test("goes by the framework's pattern where it tells", () => {
  expect(routesOf(inbound("GET /anything", { route: "/:name" }))).toEqual(["GET /:name"]);
  expect(routesOf(inbound("POST /payments", { route: "/*" }))).toEqual([]);
});

test("takes every framework route for the application's when the source shows none", () => {
  const exchanges = [inbound("POST /orders", { route: "/orders" }), inbound("POST /charges")];
  const { routes } = buildEvidenceFromSites(run([observed("a", { inbound: exchanges })]), [], []);

  expect(routes).toMatchObject([{ method: "POST", path: "/orders" }]);
});

test("tells routes that write, and requests in flight for one key", () => {
  const writing = observed("writes", {
    inbound: [
      inbound("GET /health"),
      inbound("POST /payments", { inFlight: 3, inFlightSameKey: 2 }),
    ],
    conversations: [
      conversation({
        statements: [statement("INSERT", { servedBy: 1 }), statement("SELECT", { servedBy: 0 })],
      }),
    ],
  });
  const alone = observed("alone", { inbound: [inbound("POST /payments")] });

  expect(buildEvidenceFromSites(run([writing, alone]), sites, []).concurrency).toEqual([
    { target: "GET /health", maxInFlight: 1, sameKey: false, writes: false, tests: [] },
    { target: "POST /payments", maxInFlight: 3, sameKey: true, writes: true, tests: ["writes"] },
  ]);
});

test("names the tests in which requests overlapped, those for one key where there are any", () => {
  const overlapping = { inFlight: 6, inFlightSameKey: 1 };
  const differentKeys = observed("different keys", {
    inbound: [inbound("POST /payments", overlapping), inbound("GET /health", overlapping)],
  });
  const oneKey = observed("one key", {
    inbound: [inbound("POST /payments", { inFlight: 2, inFlightSameKey: 2 })],
  });

  const { concurrency } = buildEvidenceFromSites(run([differentKeys, oneKey]), sites, []);

  expect(concurrency).toMatchObject([
    { target: "GET /health", maxInFlight: 6, sameKey: false, tests: ["different keys"] },
    { target: "POST /payments", maxInFlight: 6, sameKey: true, tests: ["one key"] },
  ]);
});

test.each([
  ["WITH moved AS (DELETE FROM a RETURNING *) SELECT * FROM moved", true],
  ["WITH recent AS (SELECT updated_at FROM a) SELECT * FROM recent", false],
])("reads in a common table expression whether it writes: %s", (text, writes) => {
  const exchange = observed("a", {
    inbound: [inbound("POST /payments")],
    conversations: [conversation({ statements: [statement("WITH", { text, servedBy: 0 })] })],
  });

  expect(buildEvidenceFromSites(run([exchange]), sites, []).concurrency).toMatchObject([
    { writes },
  ]);
});

test("does not take a write of the test itself for the route's", () => {
  const seeded = observed("a", {
    inbound: [inbound("GET /payments/1")],
    conversations: [conversation({ statements: [statement("INSERT")] })],
  });

  expect(buildEvidenceFromSites(run([seeded]), sites, []).concurrency).toMatchObject([
    { writes: false },
  ]);
});

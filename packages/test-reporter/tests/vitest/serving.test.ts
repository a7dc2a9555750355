import { beforeAll, expect, it } from "vitest";
import type { InboundExchange } from "../../src/probe/observation.js";
import { runFixture, type FixtureRun } from "../support/run-fixture.js";

let result: FixtureRun;
beforeAll(async () => {
  result = await runFixture("serving");
}, 60_000);

function order(path: string, inFlightSameKey: number): InboundExchange {
  return { method: "POST", path, route: "/orders/:id", status: 200, inFlight: 3, inFlightSameKey };
}

it("sees requests with one key in flight at once", () => {
  const { inbound } = result.observed("takes three orders of one key at once");
  expect(inbound).toEqual(Array.from({ length: 3 }, () => order("/orders/1", 3)));
});

it("tells them from requests whose bodies differ", () => {
  const { inbound } = result.observed("takes three orders of different keys at once");
  expect(inbound).toEqual(Array.from({ length: 3 }, () => order("/orders/1", 1)));
});

it("sees requests that are injected into Fastify", () => {
  const { inbound, conversations } = result.observed(
    "takes three injected orders of one key at once",
  );
  expect(inbound).toEqual(Array.from({ length: 3 }, () => order("/orders/7", 3)));
  expect(conversations).toEqual([]);
});

it.each([1, 2, 3])("books a shared server's requests on concurrent test %i", (id) => {
  const { inbound, concurrent } = result.observed(`asks for ${String(id)}`);
  expect(concurrent).toBe(true);
  expect(inbound.map(({ path, status }) => `${path} ${String(status)}`)).toEqual([
    `/alone/${String(id)} 404`,
    `/alone/${String(id)} 404`,
  ]);
});

it("books each request of a kept-alive connection on its own test", () => {
  const first = { path: "/api/items/1", route: "/api/items/:id", status: 200, inFlight: 1 };
  const second = { path: "/api/items/0", route: "/api/items/:id", status: 500, inFlight: 1 };
  expect(result.observed("answers").inbound).toMatchObject([first]);
  expect(result.observed("fails on the same connection").inbound).toMatchObject([second]);
});

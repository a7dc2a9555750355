import { expect, test } from "vitest";
import { buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import { inbound, observed, outbound, run, site } from "../factories.js";

const route = site("route", { target: "POST /payments" });

function outboundOf(...tests: readonly ReturnType<typeof observed>[]) {
  return buildEvidenceFromSites(run(tests), [route], []).outbound;
}

test("leaves out the port that the system chose, and keeps others", () => {
  const calls = [
    outbound("POST http://127.0.0.1:45123/charges"),
    outbound("POST http://localhost:51000/charges"),
    outbound("GET http://localhost:4000/rates"),
    outbound("GET https://api.example.com:8443/rates", { live: false }),
  ];

  expect(outboundOf(observed("a", { outbound: calls }))).toEqual([
    { target: "http://127.0.0.1", real: 2, intercepted: 0, failures: {}, tests: ["a"] },
    { target: "http://localhost:4000", real: 1, intercepted: 0, failures: {}, tests: ["a"] },
    { target: "https://api.example.com:8443", real: 0, intercepted: 1, failures: {}, tests: ["a"] },
  ]);
});

test("leaves out the test's own calls to the application, to paths that do not exist too", () => {
  const own = [
    outbound("POST http://127.0.0.1:45123/payments", { status: 503 }),
    outbound("GET http://127.0.0.1:45123/nowhere", { status: 404 }),
  ];
  const served = [inbound("POST /payments", { status: 503 })];
  const charge = outbound("POST http://127.0.0.1:45999/charges", { status: 500 });

  expect(outboundOf(observed("a", { inbound: served, outbound: [...own, charge] }))).toMatchObject([
    { target: "http://127.0.0.1", real: 1, failures: { "error-reply": 1 } },
  ]);
});

test("leaves out the test's own call to an application that is gone", () => {
  const refused = outbound("POST http://127.0.0.1:45123/payments", { error: "ECONNREFUSED" });

  expect(outboundOf(observed("a", { outbound: [refused] }))).toEqual([]);
});

test("knows a server that listens on every address for the machine's own", () => {
  const own = outbound("POST http://0.0.0.0:45123/payments");
  const dependency = outbound("POST http://0.0.0.0:45999/charges");

  expect(outboundOf(observed("a", { outbound: [own, dependency] }))).toMatchObject([
    { target: "http://127.0.0.1", real: 1 },
  ]);
});

test("keeps a dependency elsewhere that has a path of the application", () => {
  const upstream = outbound("POST https://ledger.example.com/payments", { status: 201 });

  expect(outboundOf(observed("a", { outbound: [upstream] }))).toHaveLength(1);
});

test.each([
  ["ECONNREFUSED", "refused"],
  ["ECONNRESET", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["EPIPE", "reset"],
  ["TimeoutError", "timeout"],
  ["AbortError", "timeout"],
  ["ETIMEDOUT", "timeout"],
  ["UND_ERR_HEADERS_TIMEOUT", "timeout"],
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
])("takes %s for %s", (error, kind) => {
  const call = outbound("POST http://127.0.0.1:45999/charges", { error });

  expect(outboundOf(observed("a", { outbound: [call] }))).toMatchObject([
    { failures: { [kind]: 1 } },
  ]);
});

test.each([
  ["a reply below 400", { status: 302 }],
  ["an error of the caller", { error: "ERR_INVALID_URL" }],
])("takes %s for no failure", (_case, how) => {
  const call = outbound("POST http://127.0.0.1:45999/charges", how);

  expect(outboundOf(observed("a", { outbound: [call] }))).toMatchObject([{ failures: {} }]);
});

import { expect, test } from "vitest";
import { buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import { conversation, observed, outbound, run, site, statement } from "../factories.js";

const call = site("outbound-call", { line: 1, library: "fetch" });
const query = site("database-query", { line: 2, library: "pg" });
const retry = site("retry", { line: 3 });
const log = site("log", { line: 4 });

const tests = [
  observed("calls", {
    outbound: [outbound("GET http://127.0.0.1:45000/rates", { error: "ECONNREFUSED" })],
  }),
  observed("queries", {
    conversations: [conversation({ statements: [statement("INSERT", { error: "23505" })] })],
  }),
  observed("stubs"),
];

function siteEvidence(ran: Parameters<typeof run>[1]) {
  const { sites } = buildEvidenceFromSites(run(tests, ran), [log, retry, query, call], []);
  return sites.map(({ id, rung, failures }) => [id.split("#")[1], rung, failures]);
}

test("is real where a test met the dependency, with the failures that it saw there", () => {
  expect(
    siteEvidence([
      [call, ["calls"]],
      [query, ["queries"]],
      [retry, ["calls", "queries"]],
      [log, ["calls"]],
    ]),
  ).toEqual([
    ["database-query:pay:2", "real", { "error-reply": 1 }],
    ["log:pay:4", "executed", {}],
    ["outbound-call:pay:1", "real", { refused: 1 }],
    ["retry:pay:3", "real", { refused: 1, "error-reply": 1 }],
  ]);
});

test("is only executed where the tests met another dependency or none", () => {
  expect(
    siteEvidence([
      [call, ["queries", "stubs"]],
      [query, ["calls"]],
      [retry, "hidden"],
    ]),
  ).toEqual([
    ["database-query:pay:2", "executed", {}],
    ["log:pay:4", "written", {}],
    ["outbound-call:pay:1", "executed", {}],
    ["retry:pay:3", "unknown", {}],
  ]);
});

import { describe, expect, it } from "vitest";
import { buildEvidenceFromSites } from "../../src/evidence/build-evidence.js";
import { conversation, lines, observed, run, site, statement } from "../factories.js";

const query = site("database-query", { library: "mysql2", extent: lines(1), line: 1 });
const knexQuery = site("database-query", { library: "knex", extent: lines(2), line: 2 });
const otherKnexQuery = site("database-query", { library: "knex", extent: lines(3), line: 3 });
const cache = site("cache-operation", { library: "ioredis", extent: lines(4), line: 4 });
const overMysql = conversation({
  protocol: "mysql",
  peer: "127.0.0.1:3306",
  statements: [
    statement("INSERT", { error: "1062", errorAliases: ["23000"] }),
    statement("SELECT", { error: "3024" }),
    statement("ROLLBACK"),
  ],
});

describe("engines in the evidence", () => {
  it("tell what MySQL's numbers mean", () => {
    const evidence = buildEvidenceFromSites(
      run([observed("a", { conversations: [overMysql] })], [[query, ["a"]]]),
      [query],
      [],
    );
    expect(evidence.databases).toMatchObject([
      {
        engine: "mysql",
        real: 1,
        rollbacks: 1,
        failures: { timeout: 1, "error-reply": 1 },
      },
    ]);
    expect(evidence.invariants).toEqual([{ code: "1062", tests: ["a"] }]);
    expect(evidence.sites).toMatchObject([{ meets: "mysql", rung: "real" }]);
  });

  it("are found behind a library for several by what its tests talked to", () => {
    const tests = [observed("a", { conversations: [overMysql] }), observed("mocks")];
    const sites = [knexQuery, otherKnexQuery];
    const evidence = buildEvidenceFromSites(
      run(tests, [
        [knexQuery, ["a"]],
        [otherKnexQuery, ["mocks"]],
      ]),
      sites,
      [],
    );
    expect(evidence.databases).toMatchObject([
      { engine: "mysql", module: "knex", real: 1, mocked: 1 },
    ]);
  });

  it("stay unknown behind such a library when its tests talked to nothing", () => {
    const evidence = buildEvidenceFromSites(
      run([observed("mocks")], [[knexQuery, ["mocks"]]]),
      [knexQuery],
      [],
    );
    expect(evidence.databases).toEqual([]);
  });

  it("are not mixed up when a test runs code of two and one refuses", () => {
    const refused = conversation({
      protocol: "unknown",
      peer: "127.0.0.1:6379",
      bytesIn: 0,
      bytesOut: 0,
      end: "refused",
    });
    const evidence = buildEvidenceFromSites(
      run(
        [observed("a", { conversations: [refused, overMysql] })],
        [
          [query, ["a"]],
          [cache, ["a"]],
        ],
      ),
      [query, cache],
      [],
    );
    expect(evidence.databases.map(({ engine, failures }) => [engine, failures])).toEqual([
      ["mysql", { timeout: 1, "error-reply": 1 }],
      ["redis", { refused: 1 }],
    ]);
  });

  it("take a redirection of a Redis cluster for no failure, and a refused log-in for one", () => {
    const overRedis = conversation({
      protocol: "redis",
      statements: [statement("GET", { error: "MOVED" })],
      errors: ["WRONGPASS"],
    });
    const { databases } = buildEvidenceFromSites(
      run([observed("a", { conversations: [overRedis] })], [[cache, ["a"]]]),
      [cache],
      [],
    );
    expect(databases).toMatchObject([{ engine: "redis", failures: { "error-reply": 1 } }]);
  });
});

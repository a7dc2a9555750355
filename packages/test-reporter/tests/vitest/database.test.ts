import { beforeAll, describe, expect, it } from "vitest";
import { runFixture, type FixtureRun } from "../support/run-fixture.js";

let result: FixtureRun;

beforeAll(async () => {
  result = await runFixture("database");
}, 60_000);

function statements(testName: string): readonly string[] {
  return result
    .observed(testName)
    .conversations.filter(({ protocol, live }) => protocol === "postgres" && live)
    .flatMap((conversation) => conversation.statements)
    .map(({ verb, error }) => (error === undefined ? verb : `${verb} ${error}`));
}

describe("a test that talks to Postgres", () => {
  it("has its statements", () => {
    expect(statements("opens an account")).toEqual(["BEGIN", "INSERT", "COMMIT"]);
  });

  it("has the unique violation and the rollback", () => {
    expect(statements("refuses a second account of the same number")).toEqual([
      "BEGIN",
      "INSERT 23505",
      "ROLLBACK",
    ]);
  });

  it("keeps no parameters", () => {
    const [conversation] = result.observed("opens an account").conversations;
    expect(conversation?.statements[1]?.text).toBe("INSERT INTO accounts (id) VALUES ($1)");
  });

  it("has only its own statements when tests run at the same time", () => {
    for (const number of ["one", "two"]) {
      const { conversations, concurrent } = result.observed(`asks for ${number}`);
      const texts = conversations.flatMap((each) => each.statements.map(({ text }) => text));
      expect(texts).toHaveLength(2);
      expect(texts.every((text) => text.includes(` AS ${number}`))).toBe(true);
      expect(concurrent).toBe(true);
    }
  });
});

it("sees no conversation in a test that mocks the client", () => {
  expect(result.observed("counts without a database").conversations).toEqual([]);
});

it("knows which test ran the error handler", () => {
  expect(result.ran["src/accounts.ts#error-handler:openAccount:0"]).toEqual([
    "tests/accounts.fixture.ts > refuses a second account of the same number",
  ]);
});

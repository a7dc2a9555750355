import { expect, test } from "vitest";
import { graphql } from "../../src/contract-delta/graphql.js";
import { said } from "./said.js";

const delta = (base: string, head: string): Promise<readonly string[]> =>
  said(graphql, { "schema.graphql": base }, { "schema.graphql": head });

const QUERY = "type Query {\n  order(id: ID): Order\n}\n";
const ORDER =
  "type Order {\n  id: ID!\n  old: Int @deprecated\n  state: State\n}\nenum State { OPEN PAID }\n";

test("what breaks operations, what may, and what announces it", async () => {
  const head = `type Query {\n  order(id: ID!): Order\n}\ntype Order {\n  id: ID!\n}\nenum State { OPEN SENT }\n`;
  expect(await delta(QUERY + ORDER, head)).toMatchInlineSnapshot(`
    [
      "breaking: Query.order.id : Type for argument 'id' on field 'Query.order' changed from 'ID' to 'ID!' @2",
      "breaking (deprecated): Order.old : Field 'old' (deprecated) was removed from object type 'Order' @4",
      "breaking: Order.state : Field 'state' was removed from object type 'Order' @4",
      "breaking: State.PAID : Enum value 'PAID' was removed from enum 'State' @7",
      "risky: State.SENT : Enum value 'SENT' was added to enum 'State' @7",
    ]
  `);
});

test("additions and another order break nobody", async () => {
  expect(await delta(QUERY + ORDER, ORDER + QUERY)).toEqual([]);
  const more = QUERY.replace("(id: ID)", "(id: ID, tag: String)");
  expect(await delta(QUERY + ORDER, ORDER + more)).not.toContainEqual(
    expect.stringMatching(/^(?:breaking|risky)/),
  );
});

test("a field is deprecated", async () => {
  const head = ORDER.replace("state: State", 'state: State @deprecated(reason: "gone soon")');
  expect(await delta(QUERY + ORDER, QUERY + head)).toEqual([
    "deprecated: Order.state : Field 'Order.state' is deprecated @7",
  ]);
});

test("files of one package are one schema, with federation's directives and types", async () => {
  const federated = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    extend type Query { order: Order }
    type Order @key(fields: "id") { id: ID! any: _Any }`;
  const base = { "a.graphql": federated, "b.graphql": "extend type Query { ping: Int }" };
  const moved = {
    "a.graphql": federated.replace("{ order", "{ ping: Int order"),
    "b.graphql": "scalar Extra",
  };
  expect(await said(graphql, base, moved)).toEqual([
    "non-breaking: Extra : Type 'Extra' was added @1",
  ]);
});

test("operations of clients are no schema; broken text is one line and unknown", async () => {
  expect(
    await said(graphql, { "q.graphql": "query A { a }" }, { "q.graphql": "query B { b }" }),
  ).toEqual([]);
  for (const text of ["type {", `type Query { a: ${"[".repeat(60_000)}`, ""])
    expect((await delta(QUERY + ORDER, text)).join("\n")).toMatch(
      /^unknown: schema\.graphql [^\n]+$/,
    );
});

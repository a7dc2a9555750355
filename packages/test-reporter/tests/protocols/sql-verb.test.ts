import { expect, it } from "vitest";
import { sqlVerb } from "../../src/protocols/sql-verb.js";

it.each([
  ["select 1", "SELECT"],
  ["  -- why\n/* by orm */ Insert into t", "INSERT"],
  ["(SELECT 1) UNION SELECT 2", "SELECT"],
  [";", ""],
  ["", ""],
])("reads %j as %j", (text, verb) => {
  expect(sqlVerb(text)).toBe(verb);
});

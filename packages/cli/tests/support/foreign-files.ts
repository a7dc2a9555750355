import { evidence } from "./evidence.js";

/** What files hold that are not what their name says, with what is said of each. */
export const FOREIGN: readonly (readonly [string, string, RegExp])[] = [
  ["a truncated file", '{"schemaVersion": 1, "runner": {"na', /is not the JSON of/],
  ["an empty file", "", /is not the JSON of/],
  ["text", "all tests passed\n", /is not the JSON of/],
  ["JSON of something else", '{"name": "service"}', /is not evidence|does not hold ESLint/],
  ["null", "null", /is not evidence|does not hold ESLint/],
  ["a list of lists", "[[1]]", /is not evidence|does not hold ESLint/],
  ["5 MB of lists in lists", nested(2_500_000), /is not evidence|does not hold ESLint/],
  [
    "a prototype",
    `{"__proto__": ${JSON.stringify(evidence())}}`,
    /is not evidence|not hold ESLint/,
  ],
];

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

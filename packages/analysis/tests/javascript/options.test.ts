import { describe, expect, it } from "vitest";
import { factsOf } from "./list-sites.js";

/** What is known of `timeout` when `axios.create` gets these options. */
function timeoutOf(options: string, before = "", mechanism = "timeout"): string {
  const [fact = "no site"] = factsOf(
    mechanism,
    `import axios from "axios"; ${before}; export const make = (given) => axios.create(${options});`,
  );
  return fact.split(/[:,]/)[0] ?? "";
}

describe("an option", () => {
  it.each([
    ["a literal", "{ timeout: 5_000 }"],
    ["a quoted key", '{ "timeout": 5_000 }'],
    ["a constant", "{ timeout: MS }", "const MS = 5 * 1_000"],
    ["a property of a constant", "{ timeout: LIMITS.call }", "const LIMITS = { call: 1_000 }"],
    ["something worked out elsewhere", "{ timeout: given.ms }"],
    ["a variable of options", "options", "const options = { timeout: 1 }"],
    ["a spread of a constant", "{ ...DEFAULTS }", "const DEFAULTS = { timeout: 1 }"],
    ["a spread of a literal", "{ ...{ timeout: 1 } }"],
    ["the last of two", "{ timeout: 0, timeout: 1 }"],
    ["one behind a spread without it", "{ timeout: 1, ...REST }", "const REST = { retries: 1 }"],
    ["options with a type", "{ timeout: 1 } satisfies Options"],
  ])("is present as %s", (_name, options, before = "") => {
    expect(timeoutOf(options, before)).toBe("present");
  });

  it.each([
    ["without options", ""],
    ["where options are undefined", "undefined"],
    ["in an empty object", "{}"],
    ["among others", "{ baseURL: u }"],
    ["as undefined", "{ timeout: undefined }"],
    ["in a condition that never gives it", "{ ...(given && { retries: 1 }) }"],
  ])("is absent %s", (_name, options, before = "") => {
    expect(timeoutOf(options, before)).toBe("absent");
  });

  it.each([
    ["as zero", "{ timeout: 0 }"],
    ["as null", "{ timeout: null }"],
    ["as Infinity", "{ timeout: Infinity }"],
    ["as more than Node's timers hold", "{ timeout: 2 ** 31 }"],
    ["as zero behind a constant", "{ timeout: MS }", "const MS = 0"],
    [
      "behind a spread that switches it off",
      "{ timeout: 1, ...OFF }",
      "const OFF = { timeout: 0 }",
    ],
  ])("is no limit, and not a missing one either, %s", (_name, options, before = "") => {
    expect(timeoutOf(options, before, "effective-timeout")).toBe("absent");
    expect(timeoutOf(options, before)).toBe("unknown");
  });

  it.each([
    ["options of a parameter", "given"],
    ["options of a function", "optionsFor(given)"],
    ["a spread of a parameter", "{ ...given }"],
    ["a spread in the arguments", "...given"],
    ["a computed key", "{ [given]: 1 }"],
    ["options by a condition", "given ? { timeout: 1 } : {}"],
    ["a spread by a condition", "{ ...(given ? { timeout: 1 } : {}) }"],
    ["a spread that may be left out", "{ ...(given && { timeout: 1 }) }"],
    ["options that are changed later", "options", "const options = {}; options.timeout = 1"],
    [
      "options that are changed by a computed name",
      "options",
      "const options = {}; options[name] = 1",
    ],
    [
      "options that are assigned to",
      "options",
      "const options = {}; Object.assign(options, limits)",
    ],
    ["options that are assigned twice", "options", "let options = {}; options = limits"],
    ["options of another file", "options", 'import { options } from "./options.js"'],
  ])("is unknown in %s", (_name, options, before = "") => {
    expect(timeoutOf(options, before)).toBe("unknown");
  });
});

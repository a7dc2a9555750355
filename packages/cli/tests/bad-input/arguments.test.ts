import { describe, expect, it } from "vitest";
import { tested } from "../support/evidence.js";
import { project } from "../support/project.js";
import { refusal } from "../support/refusal.js";
import { SOUND } from "../support/service.js";

const TESTED = tested(SOUND);

describe("arguments", () => {
  it.each([
    ["an unknown command", ["revue"], /There is no command "revue"\. Run `faultline help`/],
    ["a command every object has", ["constructor"], /There is no command/],
    ["an unknown option", ["review", "--evidense", "a"], /Unknown option '--evidense'\. Run/],
    ["an option of another command", ["verdict", "--run-tests"], /Unknown option '--run-tests'/],
    ["an option without its value", ["review", "--evidence"], /argument missing/],
    ["a flag with a value", ["review", "--run-tests=yes"], /does not take an argument/],
    [
      "an unknown preset",
      ["review", "--preset", "lax"],
      /does not know "lax"\. Choose one of: rec/,
    ],
    [
      "an unknown format",
      ["review", "--format", "pdf"],
      /does not know "pdf"\. Choose one of: term/,
    ],
    [
      "an unknown severity",
      ["review", "--fail-on", "bad"],
      /does not know "bad"\. Choose one of: cr/,
    ],
    ["a format with an empty file", ["review", "--format", "json="], /Write --format json=FILE/],
    ["an output that is a folder", ["review", "--format", "json=src"], /src can't be written/],
    ["an output below a file", ["review", "--format", "json=package.json/a"], /can't be written/],
    ["a path that is not there", ["review", "lib"], /No file of this project is below lib\./],
    [
      "one such path among others",
      ["review", "src", "lib"],
      /No file of this project is below lib\./,
    ],
    ["a path outside", ["review", "../.."], /No file of this project is below \.\.\/\.\.\./],
    [
      "a format criteria do not have",
      ["criteria", "--format", "markdown"],
      /Write --format json\./,
    ],
  ])("%s: one line says what to do", async (_, args, reason) => {
    expect(await refusal(project(TESTED), ...args)).toMatch(reason);
  });
});

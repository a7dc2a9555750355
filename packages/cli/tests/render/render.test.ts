import { expect, it } from "vitest";
import { isFormat } from "../../src/render/render.js";

it("knows the names that --format takes", () => {
  const names = "terminal markdown json sarif github gitlab junit ctrf html".split(" ");

  expect(names.every(isFormat)).toBe(true);
  expect(isFormat("pdf")).toBe(false);
  expect(isFormat("constructor")).toBe(false);
});

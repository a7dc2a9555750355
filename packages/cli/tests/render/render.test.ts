import { expect, it } from "vitest";
import { isFormat } from "../../src/render/render.js";

it("knows the names that --format takes", () => {
  expect(["terminal", "markdown", "json"].every(isFormat)).toBe(true);
  expect(isFormat("pdf")).toBe(false);
  expect(isFormat("constructor")).toBe(false);
});

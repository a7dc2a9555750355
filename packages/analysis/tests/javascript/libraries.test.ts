import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { listSites } from "./list-sites.js";

const FIXTURES = new URL("../../fixtures/javascript/", import.meta.url);
const LIBRARIES = new URL("../../src/javascript/libraries/", import.meta.url);

/** A copy outside the workspace, so that a version that happens to be installed there decides nothing. */
const root = mkdtempSync(join(tmpdir(), "faultline-libraries-"));
cpSync(FIXTURES, root, { recursive: true });
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith(".ts"));

it("has a fixture for every library", () => {
  expect(fixtures).toEqual(readdirSync(LIBRARIES));
});

it.each(fixtures)("states the sites of %s", async (name) => {
  const path = join(root, name);
  const listing = listSites(readFileSync(path, "utf8"), name, path);
  await expect(listing).toMatchFileSnapshot(`./__snapshots__/${name.replace(/\.ts$/, ".txt")}`);
});

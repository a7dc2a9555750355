import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { listSites } from "./list-sites.js";

const FIXTURES = new URL("../../fixtures/javascript/", import.meta.url);
const LIBRARIES = new URL("../../src/javascript/libraries/", import.meta.url);

const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith(".ts"));

it("has a fixture for every library", () => {
  expect(fixtures).toEqual(readdirSync(LIBRARIES));
});

it.each(fixtures)("states the sites of %s", async (name) => {
  const path = fileURLToPath(new URL(name, FIXTURES));
  const listing = listSites(readFileSync(path, "utf8"), name, path);
  await expect(listing).toMatchFileSnapshot(`./__snapshots__/${name.replace(/\.ts$/, ".txt")}`);
});

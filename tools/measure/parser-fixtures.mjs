// What other parsers are tested with: the corners of the grammar, valid and not.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkOut } from "./checkout.mjs";
import { ROOT } from "./measuring-place.mjs";

/**
 * Folders with fixtures, from pinned npm packages and commits.
 * @param {{ mirrors: string, cache: string }} places
 * @returns {{ name: string, root: string }[]}
 */
export function parserFixtures(places) {
  const listed = JSON.parse(readFileSync(join(ROOT, "tools/measure/fixtures.json"), "utf8"));
  return listed.map(({ npm, repo, commit, below }) =>
    npm === undefined
      ? { name: repo, root: join(checkOut(places, repo, commit), below) }
      : { name: npm, root: unpacked(places.cache, npm) },
  );
}

/**
 * @param {string} cache
 * @param {string} spec `name@version`
 */
function unpacked(cache, spec) {
  const folder = join(cache, "npm", spec.replaceAll("/", "+"));
  const content = join(folder, "package");
  if (existsSync(content)) return content;
  mkdirSync(folder, { recursive: true });
  const args = ["pack", spec, "--silent", "--pack-destination", folder];
  const archive = execFileSync("npm", args, { encoding: "utf8" }).trim();
  execFileSync("tar", ["xzf", join(folder, archive), "-C", folder]);
  return content;
}

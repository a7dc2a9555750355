import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import process from "node:process";

/**
 * Packs our packages as npm would publish them.
 * @returns {Record<string, string>} the dependencies that name the tarballs
 */
export function packPackages(root, cache, packages) {
  const folder = join(cache, "packs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dependencies = {};
  for (const name of packages) {
    const source = join(root, "packages", name);
    npm(source, ["pack", "--pack-destination", folder]);
    const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
    const packed = `${manifest.name.replace("@", "").replace("/", "-")}-${manifest.version}.tgz`;
    // The digest in its name makes npm take a tarball for another when its content is.
    const digest = createHash("sha256")
      .update(readFileSync(join(folder, packed)))
      .digest("hex");
    const tarball = join(folder, digest.slice(0, 16), packed);
    cpSync(join(folder, packed), tarball);
    dependencies[manifest.name] = `file:${tarball}`;
  }
  return dependencies;
}

/**
 * A project with the service's files in which these packages are installed. One that is there already
 * and asks for the same is used again.
 */
export function prepareProject(cache, service, dependencies) {
  const own = JSON.parse(readFileSync(join(service, "package.json"), "utf8"));
  // What the service itself imports is never run, so it is not installed.
  const manifest = JSON.stringify({ ...own, devDependencies: dependencies, dependencies: {} });
  const key = createHash("sha256").update(manifest).digest("hex").slice(0, 16);
  const folder = join(cache, "projects", key);
  const stamp = join(folder, "installed");
  if (!existsSync(stamp)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), manifest);
    npm(folder, ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]);
    writeFileSync(stamp, "");
  }
  for (const name of readdirSync(service))
    cpSync(join(service, name), join(folder, name), { recursive: true });
  return folder;
}

/** Node binaries of other versions, by version; npm has one as a package for each platform. */
export function prepareNodes(cache, versions) {
  const folder = join(cache, "node");
  const platform = `node-${process.platform}-${process.arch}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const specs = versions.map((version) => `node${version}@npm:${platform}@${version}`);
  npm(folder, ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...specs]);
  return Object.fromEntries(
    versions.map((version) => [
      version,
      join(folder, "node_modules", `node${version}`, "bin/node"),
    ]),
  );
}

function npm(cwd, args) {
  const { status, stdout, stderr, error } = spawnSync("npm", args, { cwd, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${stdout}${stderr}`);
}

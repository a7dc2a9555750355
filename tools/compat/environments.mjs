/**
 * What a user may have installed. `parser` is what reads TypeScript: typescript-eslint's, our own, or
 * nothing, and then only JavaScript is linted.
 * @typedef {{
 *   name: string,
 *   linter: "eslint" | "oxlint",
 *   parser: "typescript-eslint" | "faultline" | "none",
 *   packages: Record<string, string>,
 *   args?: readonly string[],
 *   node?: string,
 * }} Environment
 */

const TYPESCRIPT_6 = { typescript: "6", "typescript-eslint": "8" };

/** @type {readonly Environment[]} */
export const ENVIRONMENTS = [
  eslint("9.22.0", "typescript-eslint", TYPESCRIPT_6),
  eslint("9", "typescript-eslint", TYPESCRIPT_6),
  eslint("10", "typescript-eslint", TYPESCRIPT_6),
  eslint("9.22.0", "faultline", {}),
  eslint("10", "faultline", { typescript: "7" }),
  eslint("10", "faultline", {}),
  eslint("10", "none", {}),
  { ...eslint("10", "faultline", { typescript: "7" }), args: ["--concurrency", "2"] },
  oxlint(["--threads", "1"]),
  oxlint(["--threads", "4"]),
];

/** The cheapest environments, once more for each of Node's lines. */
export function onNode(versions) {
  const chosen = [eslint("10", "faultline", { typescript: "7" }), oxlint(["--threads", "4"])];
  return versions.flatMap((node) => chosen.map((environment) => ({ ...environment, node })));
}

/** @param {Environment} environment */
export function titleOf({ name, args = [], node }) {
  return [name, ...args, ...(node === undefined ? [] : [`(Node ${node})`])].join(" ");
}

function eslint(version, parser, others) {
  const with_ = {
    "typescript-eslint": "typescript-eslint 8, TypeScript 6",
    faultline: `our parser, ${others.typescript ? "TypeScript 7" : "no TypeScript"}`,
    none: "JavaScript only",
  };
  const name = `ESLint ${version}, ${with_[parser]}`;
  return { name, linter: "eslint", parser, packages: { eslint: version, ...others } };
}

function oxlint(args) {
  const packages = { oxlint: "1", typescript: "7" };
  return { name: "oxlint 1, TypeScript 7", linter: "oxlint", parser: "none", packages, args };
}

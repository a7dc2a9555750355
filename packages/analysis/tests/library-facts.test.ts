import { execFileSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../../../tools/facts/main.mjs", import.meta.url));

it("says something of every snippet whose library is executed by `npm run facts`", () => {
  expect(execFileSync(process.execPath, [MAIN, "--check"], { encoding: "utf8" })).toBe("");
});

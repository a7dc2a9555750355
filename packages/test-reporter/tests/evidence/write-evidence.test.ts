import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { EVIDENCE_FILE } from "../../src/evidence/evidence-file.js";
import { writeEvidence } from "../../src/evidence/write-evidence.js";
import { evidence } from "../factories.js";

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "faultline-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("replaces the evidence of an earlier run and leaves nothing beside it", async () => {
  const root = await temporaryFolder();

  await writeEvidence(root, EVIDENCE_FILE, evidence({ vacuousTests: ["earlier"] }));
  await writeEvidence(root, EVIDENCE_FILE, evidence());

  expect(JSON.parse(await readFile(join(root, ".faultline/evidence.json"), "utf8"))).toEqual(
    evidence(),
  );
  expect(await readdir(join(root, ".faultline"))).toEqual(["evidence.json"]);
});

test("says in one error which file could not be written and why", async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, ".faultline"), "a file where the folder should be");

  await expect(writeEvidence(root, EVIDENCE_FILE, evidence())).rejects.toThrow(
    /^\.faultline\/evidence\.json was not written: EEXIST/,
  );
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEvidence } from "@faultline/contract";
import { expect, onTestFinished, test } from "vitest";
import { ProjectSources } from "../src/project-sources.js";
import { reportRun as report } from "../src/report-run.js";
import type { TestRun } from "../src/test-run.js";
import { observed, run } from "./factories.js";

async function project(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), "faultline-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, "src"));
  for (const [file, text] of Object.entries(files)) await writeFile(join(root, file), text);
  return root;
}

function reportRun(finished: TestRun, root: string, settings: unknown = {}): Promise<string> {
  return report(finished, root, new ProjectSources(root, settings));
}

const SOUND = { "src/sum.ts": "export const sum = (a: number, b: number) => a + b;\n" };

test("writes the evidence and returns the section to print", async () => {
  const root = await project(SOUND);

  const summary = await reportRun(run([observed("a")]), root);

  const written: unknown = JSON.parse(
    await readFile(join(root, ".faultline/evidence.json"), "utf8"),
  );
  expect(parseEvidence(written)).toMatchObject({
    ok: true,
    value: { complete: true, sources: [{ file: "src/sum.ts" }] },
  });
  expect(summary).toMatchInlineSnapshot(`
    "Faultline: what 1 test proves about failure
      Evidence: .faultline/evidence.json"
  `);
});

test("knows what the project says of its own code", async () => {
  const root = await project({
    "src/mail.ts":
      'import { send } from "@acme/mail";\nexport const greet = () => send("hello");\n',
  });
  const settings = { clients: [{ module: "@acme/mail", export: "send" }] };
  const sites = async (): Promise<unknown> =>
    JSON.parse(await readFile(join(root, ".faultline/evidence.json"), "utf8"));

  await reportRun(run([observed("a")]), root, settings);
  expect(await sites()).toMatchObject({
    sites: [{ id: expect.stringContaining("src/mail.ts#outbound-call:") as string }],
  });
  await reportRun(run([observed("a")]), root);
  expect(await sites()).toMatchObject({ sites: [] });
});

test("refuses settings that are wrong, in one line", async () => {
  const root = await project(SOUND);
  expect(() => reportRun(run([observed("a")]), root, { client: [] })).toThrow(
    'settings has no setting "client"',
  );
});

test("lists a file that does not parse", async () => {
  const root = await project({ ...SOUND, "src/broken.ts": "export const = ;\n" });

  expect(await reportRun(run([observed("a")]), root)).toContain(
    "Cannot judge: src/broken.ts does not parse: ",
  );
});

test("says so when the evidence can't be written", async () => {
  const root = await project({ ...SOUND, ".faultline": "a file where the folder should be" });

  expect(await reportRun(run([observed("a")]), root)).toContain(
    ".faultline/evidence.json was not written: EEXIST",
  );
});

test("keeps the evidence of the whole run when only a part of the suite ran", async () => {
  const root = await project(SOUND);
  await reportRun(run([observed("a"), observed("b")]), root);
  const whole = await readFile(join(root, ".faultline/evidence.json"), "utf8");
  const part = run([observed("a")], [], {
    isSelection: true,
    incomplete: ["a name filter (-t) chose the tests: a"],
  });

  expect(await reportRun(part, root)).toContain("still holds the last whole run");

  expect(await readFile(join(root, ".faultline/evidence.json"), "utf8")).toBe(whole);
});

test("is incomplete when nothing is known of which code ran", async () => {
  const root = await project({
    "src/pay.ts": "export const pay = () => fetch(`https://pay.example`);\n",
  });
  const blind = { testsThatRan: () => undefined, hasRun: () => undefined };

  expect(await reportRun(run([observed("a")], [], { execution: blind }), root)).toContain(
    "Cannot judge: nothing is known of which source code the tests ran",
  );
});

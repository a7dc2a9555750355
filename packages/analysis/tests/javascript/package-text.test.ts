import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { analyseSource } from "@faultline/analysis";
import { expect, onTestFinished, test } from "vitest";

/** What is known of the time limit of the one outbound call in `src/call.ts`, with other files beside it. */
function timeoutBeside(files: Readonly<Record<string, string>>): string | undefined {
  const root = mkdtempSync(join(tmpdir(), "faultline-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [file, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const analysis = analyseSource(
    "src/call.ts",
    files["src/call.ts"] ?? "",
    join(root, "src/call.ts"),
  );
  if (!analysis.ok) throw new Error(analysis.problem.message);
  const [call] = analysis.sites.filter(({ kind }) => kind === "outbound-call");
  const mechanisms: { readonly timeout?: { readonly state: string } } = call?.mechanisms ?? {};
  return mechanisms.timeout?.state;
}

const AXIOS = `import axios from "axios"; export const read = async () => axios.get("/rates");`;
const FETCH = `export const read = async () => fetch("https://rates.example");`;

test("a call without a limit has none, when no other file sets one", () => {
  expect(timeoutBeside({ "src/call.ts": AXIOS, "src/other.ts": "export {};" })).toBe("absent");
  expect(timeoutBeside({ "src/call.ts": FETCH })).toBe("absent");
});

test("a default that another file sets for the whole process may limit it", () => {
  const start = `import axios from "axios"; axios.defaults.timeout = 5_000;`;
  expect(timeoutBeside({ "src/call.ts": AXIOS, "src/start.ts": start })).toBe("unknown");
});

test("a dispatcher that another file sets for all requests may limit them", () => {
  const start = `import { Agent, setGlobalDispatcher } from "undici"; setGlobalDispatcher(new Agent());`;
  expect(timeoutBeside({ "src/call.ts": FETCH, "src/start.ts": start })).toBe("unknown");
});

test("what only tests set says nothing of production", () => {
  const set = `import axios from "axios"; axios.defaults.timeout = 5_000;`;
  expect(timeoutBeside({ "src/call.ts": AXIOS, "tests/start.ts": set })).toBe("absent");
});

import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const REPOSITORY = fileURLToPath(new URL("../../../../", import.meta.url));
const LEFT_OUT = new Set(["node_modules", ".faultline", "dist", "coverage"]);

/** A copy of one state of the payment service, with what it needs installed, until the test is over. */
export function paymentService(state: "before" | "after"): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), `payment-service-${state}-`)));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  cpSync(join(REPOSITORY, "examples/payment-service", state), root, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(basename(source)),
  });
  symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"), "dir");
  return root;
}

/** Changes one file of a project; an edit that changes nothing is a mistake in the test. */
export function edit(root: string, file: string, change: (text: string) => string): void {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`The edit of ${file} did not apply.`);
  writeFileSync(path, changed);
}

/** Takes out what begins with one piece of a file, up to the next place where another begins. */
export function cut(root: string, file: string, from: string, to: string): void {
  edit(root, file, (text) => {
    const start = text.indexOf(from);
    const end = text.indexOf(to, start);
    return start === -1 || end === -1 ? text : text.slice(0, start) + text.slice(end);
  });
}

/** Takes out the test whose name begins so. */
export function removeTest(root: string, file: string, name: string): void {
  edit(root, file, (text) => {
    const start = text.indexOf(`test("${name}`);
    const end = text.indexOf("\n});\n", start);
    return start === -1 || end === -1 ? text : text.slice(0, start) + text.slice(end + 5);
  });
}

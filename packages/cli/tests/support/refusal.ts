import { expect } from "vitest";
import { faultline } from "./faultline.js";
import { contentsOf } from "./project.js";

/**
 * Runs what must be refused, and gives the line that says why: alone on standard error, with exit
 * code 2, no approval, and every file as it was. A test run may leave its evidence.
 */
export async function refusal(root: string, ...args: readonly string[]): Promise<string> {
  const before = contentsOf(root);
  const { exitCode, stdout, stderr } = await faultline(root, ...args);
  const after = contentsOf(root);

  expect(stderr).toMatch(/^faultline: [^\n]+\n$/);
  expect(stderr).not.toMatch(/\bat .+:\d+:\d+/);
  expect(stdout).not.toMatch(/LGTM|approve/);
  expect(after).toMatchObject(before);
  expect([...Object.keys(before), ...leftBy(args)]).toEqual(
    expect.arrayContaining(Object.keys(after)),
  );
  expect(exitCode).toBe(2);
  return stderr;
}

function leftBy(args: readonly string[]): readonly string[] {
  return args.includes("--run-tests") ? [".faultline/evidence.json"] : [];
}

import { describe, expect, it } from "vitest";
import { main } from "../src/main.js";
import { faultline } from "./support/faultline.js";
import { project } from "./support/project.js";

describe("faultline", () => {
  it.each([["help"], ["--help"], ["-h"]])("lists its commands: %s", async (name) => {
    const { exitCode, stdout } = await faultline(project({}), name);

    expect(stdout).toMatch(/^ {2}review +review the project in this folder/m);
    expect(exitCode).toBe(0);
  });

  it.each(["review", "verdict", "criteria"])("explains %s", async (command) => {
    const { exitCode, stdout } = await faultline(project({}), command, "--help");

    expect(stdout).toMatch(new RegExp(`^Usage: faultline ${command} `));
    expect(stdout).toContain("--format");
    expect(exitCode).toBe(0);
  });

  it.each([["version"], ["--version"], ["-v"]])("says its version: %s", async (name) => {
    expect((await faultline(project({}), name)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("says a defect of its own in one line", async () => {
    const terminal = inFolderThatIsGone({});
    await main(terminal);

    expect(terminal.said).toEqual([
      "faultline: Faultline failed: ENOENT: uv_cwd. This is a defect; set FAULTLINE_DEBUG=1 to see where, and report it.\n",
    ]);
    expect(terminal.exitCode).toBe(2);
  });

  it("shows where the defect is to whoever asks", async () => {
    await expect(main(inFolderThatIsGone({ FAULTLINE_DEBUG: "1" }))).rejects.toThrow("ENOENT");
  });
});

function inFolderThatIsGone(env: Readonly<Record<string, string>>) {
  const said: string[] = [];
  return {
    argv: ["node", "faultline", "review"],
    cwd: (): string => {
      throw new Error("ENOENT: uv_cwd");
    },
    env,
    stdout: { write: () => true },
    stderr: { write: (text: string) => said.push(text) },
    exitCode: undefined as number | string | null | undefined,
    said,
  };
}

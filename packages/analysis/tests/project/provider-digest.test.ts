import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "faultline-digest-"));
  mkdirSync(join(root, "node_modules"));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** The modules as a process of its own would have them. */
async function start() {
  vi.resetModules();
  const { projectDigest } = await import("../../src/project/provider-digest.js");
  const { noteFile, noteMention, noteProvider } = await import("../../src/project/noted-inputs.js");
  return { digest: () => projectDigest(root), noteFile, noteMention, noteProvider };
}

async function digestNow(): Promise<string> {
  return (await start()).digest();
}

function put(file: string, text: string): string {
  writeFileSync(join(root, file), text);
  return join(root, file);
}

describe("projectDigest", () => {
  it("changes with the code of a provider, not with its comments, and back again", async () => {
    const path = put("client.ts", "export const a = 1;\n");
    const run = await start();
    const empty = run.digest();
    run.noteProvider(path);
    const before = await digestNow();
    put("client.ts", "// why\nexport const a = 1;\n");
    const commented = await digestNow();
    put("client.ts", "export const a = 2;\n");
    const changed = await digestNow();
    put("client.ts", "export const a = 1;\n");
    expect(new Set([empty, before, changed]).size).toBe(3);
    expect([commented, await digestNow()]).toEqual([before, before]);
  });

  it("changes with every byte of another file, and when one is there at last", async () => {
    const run = await start();
    run.digest();
    run.noteFile(join(root, "tsconfig.json"));
    const absent = await digestNow();
    put("tsconfig.json", "{}");
    const there = await digestNow();
    put("tsconfig.json", "{} // a comment");
    expect(new Set([absent, there, await digestNow()]).size).toBe(3);
  });

  it("changes when a package mentions something, not with each of its files", async () => {
    const run = await start();
    run.digest();
    run.noteMention(root, /\bsetDefault\b/);
    const before = await digestNow();
    put("one.ts", "export {};\n");
    const unrelated = await digestNow();
    put("two.ts", "setDefault();\n");
    expect(unrelated).toBe(before);
    expect(await digestNow()).not.toBe(before);
  });

  it("is the same however often something is noted, and whoever notes it first", async () => {
    const paths = ["a.ts", "b.ts"].map((name) => put(name, "export {};\n"));
    const [one, other] = [await start(), await start()];
    one.digest();
    other.digest();
    paths.forEach(one.noteProvider);
    paths.toReversed().forEach(other.noteProvider);
    const [folder = ""] = readdirSync(join(root, "node_modules/.cache/faultline"));
    const notes = readdirSync(join(root, "node_modules/.cache/faultline", folder));
    expect(notes.filter((name) => name.endsWith(".json"))).toHaveLength(2);
    expect(await digestNow()).toBe(await digestNow());
  });

  it("writes nothing until it is asked for", async () => {
    const run = await start();
    run.noteProvider(put("a.ts", "export {};\n"));
    expect(readdirSync(join(root, "node_modules"))).toEqual([]);
  });

  it.each(["not json", "[]", "null", '{"kind":"mention","path":"","pattern":"(","flags":""}'])(
    "survives a note or summary that says %s",
    async (text) => {
      const before = await digestNow();
      const cache = join(root, "node_modules/.cache/faultline");
      const [folder = ""] = readdirSync(cache);
      writeFileSync(join(cache, folder, "broken.json"), text);
      writeFileSync(join(cache, folder, "summary"), text);
      expect(await digestNow()).not.toBe("");
      expect(before).toMatch(/^[\da-f]{64}$/);
    },
  );
});

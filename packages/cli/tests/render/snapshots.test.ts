import { parseVerdict } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { RENDERERS } from "../../src/render/render.js";
import { VERDICTS } from "../fixtures/verdicts/index.js";
import { PIPED } from "../support/render-options.js";

/** The formats that people and tools read from a file, with what the file's name ends in. */
const EXTENSIONS = {
  terminal: "txt",
  markdown: "md",
  sarif: "sarif",
  github: "github.txt",
  gitlab: "gitlab.json",
  junit: "junit.xml",
  ctrf: "ctrf.json",
} as const;

describe.each(Object.entries(VERDICTS))("%s", (name, verdict) => {
  it.each(Object.entries(EXTENSIONS))("is as reviewed: %s", async (format, extension) => {
    const { [format as keyof typeof EXTENSIONS]: render } = RENDERERS;

    await expect(render(verdict, PIPED)).toMatchFileSnapshot(`__snapshots__/${name}.${extension}`);
  });

  it("is itself as JSON", () => {
    const text = RENDERERS.json(verdict, PIPED);

    expect(parseVerdict(JSON.parse(text))).toEqual({ ok: true, value: verdict });
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n/);
    expect(text.endsWith("}\n")).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { RENDERERS } from "../../src/render/render.js";
import { PIPED } from "../support/render-options.js";
import { block } from "../fixtures/verdicts/block.js";
import { cannotJudge } from "../fixtures/verdicts/cannot-judge.js";
import { conditional } from "../fixtures/verdicts/conditional.js";
import { hostile } from "../fixtures/verdicts/hostile.js";
import { lgtm } from "../fixtures/verdicts/lgtm.js";

const VERDICTS = { lgtm, block, conditional, "cannot-judge": cannotJudge, hostile };

describe.each(Object.entries(VERDICTS))("%s", (name, verdict) => {
  it("reads well in a terminal", async () => {
    const text = RENDERERS.terminal(verdict, PIPED);

    await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.txt`);
  });

  it("reads well in a pull request", async () => {
    const text = RENDERERS.markdown(verdict, PIPED);

    await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.md`);
  });

  it("is itself as JSON", () => {
    const text = RENDERERS.json(verdict, PIPED);

    expect(JSON.parse(text)).toEqual(verdict);
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n/);
    expect(text.endsWith("}\n")).toBe(true);
  });
});

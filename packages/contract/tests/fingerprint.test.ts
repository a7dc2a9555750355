import { fingerprint } from "@faultline/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("fingerprint", () => {
  it("stays what it was, because baselines hold it", () => {
    expect(fingerprint("require-timeout", "src/pay.ts#outbound-call:charge:0")).toBe(
      "16f7836aade221",
    );
  });

  it("tells apart what joining would not", () => {
    expect(fingerprint("ab", "c")).not.toBe(fingerprint("a", "bc"));
  });

  it("is fourteen hexadecimal digits for any text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (parts) => {
        expect(fingerprint(...parts)).toMatch(/^[0-9a-f]{14}$/);
      }),
    );
  });

  it("does not collide over the findings of a large monorepo", () => {
    const all = new Set(
      Array.from({ length: 100_000 }, (_, index) => fingerprint("check", `site ${String(index)}`)),
    );
    expect(all.size).toBe(100_000);
  });
});

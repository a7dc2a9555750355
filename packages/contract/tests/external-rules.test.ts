import {
  EXTERNAL_TOOLS,
  externalCriterion,
  externalTool,
  findCriterion,
} from "@faultline/contract";
import { describe, expect, it } from "vitest";

const criterionOf = (tool: string, rule: string): string | undefined =>
  externalCriterion(externalTool(tool), rule);

describe("rules of other tools", () => {
  it("name criteria that exist", () => {
    for (const { rules, otherwise } of EXTERNAL_TOOLS) {
      for (const id of [...Object.values(rules), ...(otherwise ? [otherwise] : [])])
        expect(findCriterion(id), id).toBeDefined();
    }
  });

  it("belong to one tool each, whose name is written in small letters", () => {
    const names = EXTERNAL_TOOLS.flatMap((tool) => tool.names);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.map((name) => name.toLowerCase()));
  });

  it("are known by any spelling that versions of a tool have", () => {
    expect(criterionOf("Trivy", "AVD-KSV-0012")).toBe("container-non-root");
    expect(criterionOf("trivy", "KSV012")).toBe("container-non-root");
    expect(criterionOf("Trivy", "DS-0002")).toBe("container-non-root");
    expect(criterionOf("Semgrep OSS", "javascript.express.security.express-ssrf")).toBe(
      "security-ssrf",
    );
  });

  it("that are not listed belong to what their tool looks for, if it looks for one thing", () => {
    expect(criterionOf("Trivy", "CVE-2026-0001")).toBe("security-scan");
    expect(criterionOf("gitleaks", "generic-api-key")).toBe("security-secrets");
    expect(criterionOf("hadolint", "DL3008")).toBeUndefined();
    expect(criterionOf("golangci-lint", "errcheck")).toBe("review-other-languages");
    expect(criterionOf("eslint", "constructor")).toBeUndefined();
  });
});

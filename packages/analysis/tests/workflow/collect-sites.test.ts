import { configurationSites } from "@faultline/analysis";
import { expect, it } from "vitest";

const HEAD = "on: push\njobs:\n  deploy:\n    steps:\n";

it("places a release at its command, with expressions in the file", () => {
  const text = `\uFEFF${HEAD}      - if: \${{ always() }}\n        run: kubectl set image deployment/a a=\${{ env.IMAGE }}\n`;
  const [site] = configurationSites(".github/workflows/a.yml", text.replaceAll("\n", "\r\n"));
  expect(site).toMatchObject({
    kind: "deployment-step",
    location: { line: 6, column: 14 },
    mechanisms: { "automatic-rollback": { state: "absent" } },
  });
});

it.each([
  "",
  "jobs: []",
  "jobs: { a: { steps: [1, { run: null }] } } # kubectl",
  "on: [push\n# ssh",
  "jobs:\n  a: *b\n# helm",
])("survives %j", (text) => {
  expect(configurationSites(".github/workflows/a.yml", text)).toEqual([]);
  expect(configurationSites(".gitlab-ci.yml", text)).toEqual([]);
});

it("is quick about a script without an end", () => {
  const script = `ssh a "${"b c ".repeat(20_000)}`;
  const started = performance.now();
  configurationSites(".github/workflows/a.yml", `${HEAD}      - run: |\n          ${script}\n`);
  expect(performance.now() - started).toBeLessThan(3000);
});

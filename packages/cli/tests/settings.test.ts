import { expect, it } from "vitest";
import { paymentService } from "./support/example.js";
import { tested } from "./support/evidence.js";
import { project, write } from "./support/project.js";
import { refusal } from "./support/refusal.js";
import { SOUND } from "./support/service.js";
import { reviewOf } from "./support/verdict-of.js";

const CLIENT = {
  module: "./src/rates",
  export: "rates",
  methods: ["read"],
  timeout: false,
  access: "read",
};
const TREE = {
  ...SOUND,
  "src/rates.ts": "declare const read: () => Promise<number>;\nexport const rates = { read };\n",
  "src/price.ts":
    'import { rates } from "./rates.js";\nexport const price = async (): Promise<number> => await rates.read();\n',
};
const configured = (settings: unknown): string =>
  project(tested({ ...TREE, "faultline.config.json": JSON.stringify({ settings }) }));

it("settings of the configuration are those of the rules and of the ledger", async () => {
  const { findings, ledger } = await reviewOf(configured({ clients: [CLIENT] }));
  const found = findings.filter(({ location }) => location.file === "src/price.ts");
  expect(found.map(({ check }) => check)).toContain("require-timeout");
  const entry = ledger.find(({ site }) => site.location.file === "src/price.ts");
  expect(entry?.site).toMatchObject({ kind: "outbound-call", library: "./src/rates" });
  expect(entry?.findings).toContain(
    found.find(({ check }) => check === "require-timeout")?.fingerprint,
  );
});

it("without them the same code has neither", async () => {
  const { findings, ledger } = await reviewOf(configured({}));
  expect(findings.filter(({ location }) => location.file === "src/price.ts")).toEqual([]);
  expect(ledger.filter(({ site }) => site.location.file === "src/price.ts")).toEqual([]);
});

it("settings that are wrong are said in one line", async () => {
  expect(await refusal(configured({ clients: [{ ...CLIENT, metods: [] }] }), "review")).toMatch(
    /^faultline: faultline\.config\.json: settings\.clients\[0\] has no setting "metods"\. See .*\n?$/,
  );
});

it("the reporter that a review runs is handed them", { timeout: 120_000 }, async () => {
  const root = paymentService("after");
  const clients = [{ module: "./src/processor", export: "new Processor.charge", timeout: true }];
  write(root, {
    "faultline.config.ts": `export default ${JSON.stringify({ settings: { clients } })};\n`,
  });

  const { ledger } = await reviewOf(root, "--run-tests");
  const entry = ledger.find(({ site }) => site.library === "./src/processor");
  expect(entry?.site.location.file).toBe("src/payments.ts");
  expect(entry?.evidence.rung).not.toBe("unknown");
  expect(entry?.evidence.tests).not.toEqual([]);
});

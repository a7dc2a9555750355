import { expect, it } from "vitest";
import { factsOf } from "./list-sites.js";

const IMPORT = 'import { Worker } from "bullmq";\n';
const closing = (code: string) => factsOf("closing", IMPORT + code);

it("sees a worker that nothing holds, or that no use closes", () => {
  expect(closing('new Worker("mails", send);')).toEqual([
    "absent: nothing holds `new Worker()`, so nothing can close it",
  ]);
  expect(closing('const mails = new Worker("mails", send);\nmails.on("error", log);')).toEqual([
    "absent: no use of `mails` closes it",
  ]);
});

it("sees one that is closed", () => {
  expect(
    closing(
      'const mails = new Worker("mails", send);\nprocess.on("SIGTERM", () => mails.close());',
    ),
  ).toEqual(["present: `mails` is closed"]);
});

it.each([
  ["exported", 'export const mails = new Worker("mails", send);'],
  ["exported by name", 'const mails = new Worker("mails", send);\nexport { mails };'],
  ["handed on", 'const mails = new Worker("mails", send);\nregister(mails);'],
  ["kept in a list", 'const workers = [new Worker("mails", send)];'],
  ["given back", 'export const start = () => new Worker("mails", send);'],
])("can't tell of one that is %s", (_name, code) => {
  expect(closing(code)).toEqual([]);
});

import { testRule } from "../../harness/test-rule.js";

const PRISMA = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;

testRule("no-remote-call-in-transaction", {
  reports: {
    "a request": `${PRISMA}export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    await fetch("https://processor.example/charges", { method: "POST", signal: AbortSignal.timeout(500) });
  });
`,
    "a function that makes a request": `${PRISMA}const charge = (id: string) =>
  fetch(\`https://processor.example/charges/\${id}\`, { signal: AbortSignal.timeout(500) });
export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    await charge(id);
  });
`,
  },
  silent: {
    "a request after the commit": `${PRISMA}export async function pay(id: string) {
  await prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
  });
  await fetch("https://processor.example/charges", { signal: AbortSignal.timeout(500) });
}
`,
    "a request that runs later": `${PRISMA}export const pay = (id: string, events: import("node:events").EventEmitter) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    events.once("committed", () => fetch("https://processor.example/charges"));
  });
`,
    "a function that only computes": `${PRISMA}const total = (lines: Line[]) => lines.reduce((sum, line) => sum + line.price, 0);
export const pay = (lines: Line[]) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.create({ data: { total: total(lines) } });
  });
`,
  },
});

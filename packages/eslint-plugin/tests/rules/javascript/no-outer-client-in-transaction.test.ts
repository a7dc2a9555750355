import { testRule } from "../../harness/test-rule.js";

const PRISMA = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;

testRule("no-outer-client-in-transaction", {
  reports: {
    "a write on the client": `${PRISMA}export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    await prisma.ledger.create({ data: { invoiceId: id } });
  });
`,
    "a read on the client, which does not see the transaction's rows": `${PRISMA}export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    return prisma.invoice.findFirst({ where: { id } });
  });
`,
    "a function that writes on the client": `${PRISMA}const audit = (action: string) => prisma.audit.create({ data: { action } });
export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    await audit("paid");
  });
`,
  },
  silent: {
    "the transaction's handle": `${PRISMA}export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    await tx.ledger.create({ data: { invoiceId: id } });
  });
`,
    "a function that is given the handle": `${PRISMA}const audit = (db: PrismaClient, action: string) => db.audit.create({ data: { action } });
export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    await audit(tx, "paid");
  });
`,
    "a write before the transaction": `${PRISMA}export async function pay(id: string) {
  await prisma.attempt.create({ data: { invoiceId: id } });
  await prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
  });
}
`,
    "another database": `${PRISMA}import { Pool } from "pg";
const statistics = new Pool();
statistics.on("error", console.error);
export const pay = (id: string) =>
  prisma.$transaction(async (tx) => {
    await tx.invoice.update({ where: { id }, data: { isPaid: true } });
    await statistics.query("INSERT INTO payments VALUES ($1)", [id]);
  });
`,
    "a list of statements": `${PRISMA}export const pay = (id: string) =>
  prisma.$transaction([
    prisma.invoice.update({ where: { id }, data: { isPaid: true } }),
    prisma.ledger.create({ data: { invoiceId: id } }),
  ]);
`,
  },
});

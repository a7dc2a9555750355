import { testRule } from "../../harness/test-rule.js";

const PRISMA = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;

const INSERTS = [{ inserts: true }];

testRule("no-lost-update", {
  reports: {
    "a balance that is computed here": `${PRISMA}export async function pay(id: string, amount: number) {
  const account = await prisma.account.findFirst({ where: { id } });
  await prisma.account.update({ where: { id }, data: { balance: account.balance - amount } });
}
`,
    "a counter, by a variable": `${PRISMA}export async function visit(id: string) {
  const page = await prisma.page.findUnique({ where: { id } });
  const visits = page.visits + 1;
  await prisma.page.update({ where: { id }, data: { visits } });
}
`,
    "the same within a transaction, which does not lock what it reads": `${PRISMA}export const pay = (id: string, amount: number) =>
  prisma.$transaction(async (tx) => {
    const account = await tx.account.findFirst({ where: { id } });
    await tx.account.update({ where: { id }, data: { balance: account.balance - amount } });
  });
`,
    "a total of the module that is read before the wait": `let total = 0;
export async function add(id: string) {
  total += await size(id);
}
`,
    "a field that is read before the wait": `export class Meter {
  private used = 0;
  async add(url: string) {
    this.used += (await this.measure(url)).bytes;
  }
}
`,
    "a row that is inserted because none was found": {
      code: `${PRISMA}export async function join(email: string) {
  const known = await prisma.user.findFirst({ where: { email } });
  if (known) throw new Error("taken");
  await prisma.user.create({ data: { email } });
}
`,
      options: INSERTS,
    },
  },
  silent: {
    "a statement that computes": `${PRISMA}export const pay = (id: string, amount: number) =>
  prisma.account.update({ where: { id }, data: { balance: { decrement: amount } } });
`,
    "a version that is compared": `${PRISMA}export async function pay(id: string, amount: number) {
  const account = await prisma.account.findFirst({ where: { id } });
  await prisma.account.updateMany({
    where: { id, version: account.version },
    data: { balance: account.balance - amount, version: account.version + 1 },
  });
}
`,
    "a transaction under which the database finds the conflict": `${PRISMA}export const pay = (id: string, amount: number) =>
  prisma.$transaction(
    async (tx) => {
      const account = await tx.account.findFirst({ where: { id } });
      await tx.account.update({ where: { id }, data: { balance: account.balance - amount } });
    },
    { isolationLevel: "Serializable" },
  );
`,
    "a lock of its own": `${PRISMA}import { Mutex } from "async-mutex";
const mutex = new Mutex();
export const pay = (id: string, amount: number) =>
  mutex.runExclusive(async () => {
    const account = await prisma.account.findFirst({ where: { id } });
    await prisma.account.update({ where: { id }, data: { balance: account.balance - amount } });
  });
`,
    "a value that comes from elsewhere": `${PRISMA}export async function rename(id: string, name: string) {
  const account = await prisma.account.findFirst({ where: { id } });
  await prisma.account.update({ where: { id }, data: { name, label: account.label } });
}
`,
    "text that is put together": `${PRISMA}export async function label(id: string) {
  const user = await prisma.user.findFirst({ where: { id } });
  await prisma.user.update({ where: { id }, data: { label: user.first + user.last } });
}
`,
    "a total of the call itself": `export async function sum(ids: string[]) {
  let total = 0;
  for (const id of ids) total += await size(id);
  return total;
}
`,
    "a wait before the total is read": `let total = 0;
export async function add(id: string) {
  const more = await size(id);
  total += more;
}
`,
    "a row that is inserted because none was found, unless asked for": `${PRISMA}export async function join(email: string) {
  const known = await prisma.user.findFirst({ where: { email } });
  if (!known) await prisma.user.create({ data: { email } });
}
`,
    "an insert whose conflict is dealt with": {
      code: `${PRISMA}export async function join(email: string) {
  const known = await prisma.user.findFirst({ where: { email } });
  if (known) return known;
  try {
    return await prisma.user.create({ data: { email } });
  } catch (error) {
    if (error.code === "P2002") return prisma.user.findFirst({ where: { email } });
    throw error;
  }
}
`,
      options: INSERTS,
    },
    "an insert into another table": {
      code: `${PRISMA}export async function join(email: string) {
  const invitation = await prisma.invitation.findFirst({ where: { email } });
  if (!invitation) throw new Error("not invited");
  await prisma.user.create({ data: { email } });
}
`,
      options: INSERTS,
    },
  },
});

import { testRule } from "../../harness/test-rule.js";

const BOTH = `import { PrismaClient } from "@prisma/client";
import { Queue } from "bullmq";
const prisma = new PrismaClient();
const queue = new Queue("shipments");
`;

testRule("no-dual-write", {
  reports: {
    "a job about the row that was written": `${BOTH}export async function order(items: string[]) {
  const created = await prisma.order.create({ data: { items } });
  await queue.add("ship", { orderId: created.id });
}
`,
    "a job with the key that the row got": `${BOTH}export async function pay(id: string) {
  await prisma.order.update({ where: { id }, data: { isPaid: true } });
  const payload = { orderId: id };
  if (payload.orderId) await queue.add("ship", payload);
}
`,
    "a job after the commit": `${BOTH}export async function pay(id: string) {
  await prisma.$transaction(async (tx) => {
    await tx.order.update({ where: { id }, data: { isPaid: true } });
  });
  await queue.add("ship", { orderId: id });
}
`,
    "a job whose failure is only logged": `${BOTH}export async function pay(id: string) {
  await prisma.order.update({ where: { id }, data: { isPaid: true } });
  try {
    await queue.add("ship", { orderId: id });
  } catch (error) {
    console.error(error);
    throw error;
  }
}
`,
  },
  silent: {
    "an outbox": `${BOTH}export const order = (items: string[]) =>
  prisma.$transaction(async (tx) => {
    const created = await tx.order.create({ data: { items } });
    await tx.outbox.create({ data: { topic: "ship", body: { orderId: created.id } } });
  });
`,
    "a job about something else": `${BOTH}export async function pay(id: string, user: string) {
  await prisma.order.update({ where: { id }, data: { isPaid: true } });
  await queue.add("greet", { user });
}
`,
    "a write of another branch": `${BOTH}export async function pay(id: string, isDeferred: boolean) {
  if (isDeferred) {
    await prisma.order.update({ where: { id }, data: { isDeferred } });
    return;
  }
  await queue.add("ship", { orderId: id });
}
`,
    "a write that notes a job which could not be sent": `${BOTH}export async function ship(id: string) {
  try {
    await queue.add("ship", { orderId: id });
  } catch (error) {
    await prisma.order.update({ where: { id }, data: { failed: String(error) } });
    throw error;
  }
}
`,
    "a write that is taken back when the job can't be sent": `${BOTH}export async function ship(id: string) {
  await prisma.order.update({ where: { id }, data: { isQueued: true } });
  try {
    await queue.add("ship", { orderId: id });
  } catch (error) {
    await prisma.order.update({ where: { id }, data: { isQueued: false } });
    throw error;
  }
}
`,
    "a relay that sends from its outbox": `${BOTH}setInterval(async () => {
  const row = await prisma.outbox.findFirst({ where: { isSent: false } });
  await prisma.outbox.update({ where: { id: row.id }, data: { isSent: true } });
  await queue.add("ship", { orderId: row.id });
}, 1_000);
`,
    "a read": `${BOTH}export async function ship(id: string) {
  const order = await prisma.order.findUnique({ where: { id } });
  await queue.add("ship", { orderId: order.id });
}
`,
    "a queue in the database": `import { PrismaClient } from "@prisma/client";
import { PgBoss } from "pg-boss";
const prisma = new PrismaClient();
const boss = new PgBoss("postgres://localhost");
boss.on("error", console.error);
export async function pay(id: string) {
  await prisma.order.update({ where: { id }, data: { isPaid: true } });
  await boss.send("ship", { orderId: id });
}
`,
  },
});

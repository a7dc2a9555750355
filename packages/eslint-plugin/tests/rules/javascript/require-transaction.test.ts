import { testRule } from "../../harness/test-rule.js";

const PRISMA = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;

testRule("require-transaction", {
  reports: {
    "two rows before a request": `${PRISMA}export async function deliver(url: string) {
  const delivery = await prisma.delivery.create({ data: { state: "pending" } });
  await prisma.attempt.create({ data: { deliveryId: delivery.id } });
  await fetch(url, { method: "POST" });
}
`,
    "a client that the caller hands in with other things": `import type { PrismaClient } from "@prisma/client";
export async function signUp(params: { prisma: PrismaClient; name: string }) {
  const { prisma, name } = params;
  const team = await prisma.team.create({ data: { name } });
  await prisma.member.create({ data: { teamId: team.id } });
}
`,
    "a row that points to the one before it": `${PRISMA}export async function signUp(name: string) {
  const team = await prisma.team.create({ data: { name } });
  await prisma.member.create({ data: { teamId: team.id, role: "owner" } });
}
`,
    "by a name that was taken from the row": `${PRISMA}export async function signUp(name: string) {
  const { id } = await prisma.team.create({ data: { name } });
  await prisma.member.create({ data: { teamId: id } });
}
`,
  },
  silent: {
    "what came of a request, beside the record that it was made": `${PRISMA}export async function deliver(url: string) {
  const delivery = await prisma.delivery.create({ data: { state: "pending" } });
  const response = await fetch(url, { method: "POST" });
  await prisma.outcome.create({ data: { deliveryId: delivery.id, status: response.status } });
}
`,
    "a handle that the caller hands in with other things": `${PRISMA}import type { Prisma } from "@prisma/client";
type Handle = Prisma.TransactionClient;
export async function signUp(params: { tx: Handle; name: string }) {
  const { tx, name } = params;
  const team = await tx.team.create({ data: { name } });
  await tx.member.create({ data: { teamId: team.id } });
}
`,
    "both in one transaction": `${PRISMA}export const signUp = (name: string) =>
  prisma.$transaction(async (tx) => {
    const team = await tx.team.create({ data: { name } });
    await tx.member.create({ data: { teamId: team.id } });
  });
`,
    "a handle that the caller hands in": `${PRISMA}import type { Prisma } from "@prisma/client";
export async function signUp(tx: Prisma.TransactionClient, name: string) {
  const team = await tx.team.create({ data: { name } });
  await tx.member.create({ data: { teamId: team.id } });
}
`,
    "writes that have nothing to do with each other": `${PRISMA}export async function clean() {
  await prisma.session.deleteMany({ where: { isOld: true } });
  await prisma.token.deleteMany({ where: { isOld: true } });
}
`,
    "one nested write": `${PRISMA}export const signUp = (name: string) =>
  prisma.team.create({ data: { name, members: { create: { role: "owner" } } } });
`,
    "a read before a write": `${PRISMA}export async function join(name: string) {
  const team = await prisma.team.findFirst({ where: { name } });
  await prisma.member.create({ data: { teamId: team.id } });
}
`,
  },
});

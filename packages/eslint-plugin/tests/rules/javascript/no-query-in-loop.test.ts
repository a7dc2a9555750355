import { testRule } from "../../harness/test-rule.js";

const PRISMA = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;

testRule("no-query-in-loop", {
  reports: {
    "a read for each item of a parameter": `${PRISMA}export async function load(ids: string[]) {
  const users = [];
  for (const id of ids) users.push(await prisma.user.findFirst({ where: { id } }));
  return users;
}
`,
    "a read in the callback of map": `${PRISMA}export const load = (orders: Order[]) =>
  Promise.all(
    orders.map(async (order) => ({
      ...order,
      lines: await prisma.line.findMany({ where: { orderId: order.id } }),
    })),
  );
`,
    "a value that was taken from the item before": `${PRISMA}export async function load(orders: Order[]) {
  for (const order of orders) {
    const { customerId } = order;
    order.customer = await prisma.customer.findFirst({ where: { id: customerId } });
  }
}
`,
    "an insert for each item": `${PRISMA}export async function save(lines: Line[]) {
  for (const line of lines) await prisma.line.create({ data: line });
}
`,
    "a counted loop": `${PRISMA}export async function load(ids: string[]) {
  const counts = [];
  for (let i = 0; i < ids.length; i++) {
    counts.push(await prisma.visit.count({ where: { userId: ids[i] } }));
  }
  return counts;
}
`,
    "a function that looks up": `${PRISMA}async function ownerOf(id: string) {
  return prisma.user.findFirst({ where: { id } });
}
export async function owners(files: File[]) {
  const found = [];
  for (const file of files) found.push(await ownerOf(file.ownerId));
  return found;
}
`,
    "a method of a repository, two calls away": `${PRISMA}class Users {
  byId(id: string) {
    return prisma.user.findFirst({ where: { id } });
  }
}
class UserService {
  constructor(private readonly users: Users) {}
  name(id: string) {
    return this.users.byId(id);
  }
}
export const names = (service: UserService, ids: string[]) =>
  Promise.all(ids.map((id) => service.name(id)));
`,
  },
  silent: {
    "one query for the whole list": `${PRISMA}export const load = (ids: string[]) => prisma.user.findMany({ where: { id: { in: ids } } });
`,
    "a query that has nothing to do with the item": `${PRISMA}export async function load(ids: string[], teamId: string) {
  for (const id of ids) {
    const team = await prisma.team.findFirst({ where: { id: teamId } });
    announce(id, team);
  }
}
`,
    "batches of a list": `${PRISMA}import { chunk } from "lodash";
export async function load(ids: string[]) {
  for (const some of chunk(ids, 500)) use(await prisma.user.findMany({ where: { id: { in: some } } }));
}
`,
    "batches by a chunk function of its own module": `${PRISMA}import chunk from "lodash/chunk";
export async function load(ids: string[]) {
  const batches = chunk(ids, 500);
  for (const some of batches) use(await prisma.user.findMany({ where: { id: { in: some } } }));
}
`,
    "steps of a counted loop": `${PRISMA}export async function load(ids: string[]) {
  for (let i = 0; i < ids.length; i += 500) {
    use(await prisma.user.findMany({ where: { id: { in: ids.slice(i, i + 500) } } }));
  }
}
`,
    "a list that is written out": `${PRISMA}export async function load() {
  for (const name of ["owner", "member"]) use(await prisma.role.findFirst({ where: { name } }));
}
`,
    "reads that Prisma itself gathers": `${PRISMA}export const load = (ids: string[]) =>
  Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } })));
`,
    "updates that give each row something else": `${PRISMA}export async function save(users: User[]) {
  for (const user of users) {
    await prisma.user.update({ where: { id: user.id }, data: { rank: user.rank } });
  }
}
`,
    "an insert whose row is needed": `${PRISMA}export async function save(orders: Order[]) {
  for (const order of orders) {
    const { id } = await prisma.order.create({ data: order });
    confirm(id);
  }
}
`,
    "the first answer that fits": `${PRISMA}export async function pick(codes: string[]) {
  for (const code of codes) {
    if (!(await prisma.voucher.findFirst({ where: { code } }))) return code;
  }
}
`,
    "the function of a DataLoader": `${PRISMA}import DataLoader from "dataloader";
export const users = new DataLoader((ids) =>
  Promise.all(ids.map((id) => prisma.user.findFirst({ where: { id } }))),
);
`,
    "inserts beside a request for each item": `${PRISMA}export async function sync(accounts: Account[]) {
  for (const account of accounts) {
    const usage = await (await fetch(account.url)).json();
    await prisma.usage.create({ data: { usage, accountId: account.id } });
  }
}
`,
    "a function that does a piece of work": `${PRISMA}async function signUp(user: User) {
  const known = await prisma.user.findFirst({ where: { email: user.email } });
  if (!known) await prisma.user.create({ data: user });
}
export async function importUsers(users: User[]) {
  for (const user of users) await signUp(user);
}
`,
    "a walk down a tree": `${PRISMA}export async function descend(id: string) {
  const children = await prisma.folder.findMany({ where: { parentId: id } });
  for (const child of children) await descend(child.id);
}
`,
    "a stream of rows": `${PRISMA}export async function load(rows: AsyncIterable<Row>) {
  for await (const row of rows) use(await prisma.user.findFirst({ where: { id: row.userId } }));
}
`,
    "a list whose length is looked at": `${PRISMA}export async function load(rows: Row[]) {
  if (rows.length > 50) throw new RangeError("too many");
  for (const row of rows) use(await prisma.user.findFirst({ where: { id: row.userId } }));
}
`,
    "a part of another statement": `import { drizzle } from "drizzle-orm/node-postgres";
import { and, eq, exists } from "drizzle-orm";
import { keys } from "./schema.js";
const db = drizzle(process.env.DATABASE_URL);
export const conditions = (names: string[]) =>
  and(...names.map((name) => exists(db.select().from(keys).where(eq(keys.name, name)))));
`,
    "what only looks like a query": `export async function load(ids: string[], store: { find(id: string): unknown }) {
  for (const id of ids) await store.find(id);
}
`,
  },
});

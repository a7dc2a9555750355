import { testRule } from "../../harness/test-rule.js";

const PRISMA = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;

testRule("no-sql-interpolation", {
  reports: {
    "a request of tedious": `import { Connection, Request } from "tedious";
export function find(connection: Connection, id: string, done: () => void) {
  connection.execSql(new Request(\`SELECT * FROM users WHERE id = '\${id}'\`, done));
}
`,
    "a parameter in a template": `${PRISMA}export const byName = (name: string) =>
  prisma.$queryRawUnsafe(\`SELECT * FROM users WHERE name = '\${name}'\`);
`,
    "a parameter that is concatenated": `${PRISMA}export const byName = (name: string) =>
  prisma.$queryRawUnsafe("SELECT * FROM users WHERE name = '" + name + "'");
`,
    "text that is put together in steps": `${PRISMA}export function search(filter: Filter) {
  let sql = "SELECT * FROM users WHERE true";
  if (filter.name) sql += \` AND name = '\${filter.name}'\`;
  return prisma.$queryRawUnsafe(sql);
}
`,
    "a value that was trimmed": `${PRISMA}export const byName = (name: string) =>
  prisma.$executeRawUnsafe(\`DELETE FROM users WHERE name LIKE '%\${name.trim()}%'\`);
`,
  },
  silent: {
    "a request of tedious with a parameter": `import { Connection, Request, TYPES } from "tedious";
export function find(connection: Connection, id: string, done: () => void) {
  const request = new Request("SELECT * FROM users WHERE id = @id", done);
  request.addParameter("id", TYPES.NVarChar, id);
  connection.execSql(request);
}
`,
    "a parameter of the statement": `${PRISMA}export const byName = (name: string) =>
  prisma.$queryRawUnsafe("SELECT * FROM users WHERE name = $1", name);
`,
    "a tag that makes parameters": `${PRISMA}export const byName = (name: string) =>
  prisma.$queryRaw\`SELECT * FROM users WHERE name = \${name}\`;
`,
    "a constant": `${PRISMA}const ACTIVE = "active";
export const active = () => prisma.$queryRawUnsafe(\`SELECT * FROM users WHERE state = '\${ACTIVE}'\`);
`,
    "a number, by its type": `${PRISMA}export const byId = (id: number) =>
  prisma.$queryRawUnsafe(\`SELECT * FROM users WHERE id = \${id}\`);
`,
    "an allowed word, by its type": `${PRISMA}export const sorted = (state: "open" | "closed") =>
  prisma.$queryRawUnsafe(\`SELECT * FROM issues WHERE state = '\${state}'\`);
`,
    "a value that a list allows": `${PRISMA}const STATES = ["open", "closed"];
export function byState(state: string) {
  if (!STATES.includes(state)) throw new Error("unknown state");
  return prisma.$queryRawUnsafe(\`SELECT * FROM issues WHERE state = '\${state}'\`);
}
`,
    "a value that a function made": `${PRISMA}import { escapeLiteral } from "pg";
export const byName = (name: string) =>
  prisma.$queryRawUnsafe(\`SELECT * FROM users WHERE name = \${escapeLiteral(name)}\`);
`,
    "a text that is no statement": `export const greet = (name: string) => \`SELECT your seat, \${name}\`;
`,
  },
});

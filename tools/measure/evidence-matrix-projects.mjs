import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LIBRARIES, SQLITE_IN_PLACE } from "./evidence-matrix-libraries.mjs";

/** Each way to meet a database in a test, with what the evidence must say of it. */
export const WAYS = [
  { way: "real", expected: "real" },
  { way: "vi.mock", expected: "mocked" },
  { way: "injected fake", expected: "mocked" },
  { way: "spy", expected: "mocked" },
  { way: "stand-in", expected: "emulated" },
];

/** The rows of the matrix. */
export const ROWS = [...LIBRARIES, SQLITE_IN_PLACE];

/**
 * Writes one project a row, with a test file a cell.
 * @param {string} root
 */
export function writeProjects(root) {
  rmSync(join(root, "packages"), { recursive: true, force: true });
  for (const library of ROWS) {
    const folder = join(root, folderOf(library.name));
    const manifest = {
      name: "matrix",
      private: true,
      type: "module",
      dependencies: library.dependencies,
    };
    write(join(folder, "package.json"), JSON.stringify(manifest));
    if (library.schema) write(join(folder, "prisma/schema.prisma"), library.schema);
    write(join(folder, "src/store.ts"), library.source);
    for (const { way } of WAYS) {
      const test = testOf(library, way);
      if (test !== undefined) write(join(folder, `tests/${fileOf(way)}.test.ts`), test);
    }
  }
}

/** @param {string} name @returns the folder of a row's project */
export function folderOf(name) {
  return `packages/${name.replaceAll(/\W+/g, "-")}`;
}

/** @param {string} way @returns the name of a cell's test file, without its ending */
export function fileOf(way) {
  return way.replaceAll(/\W+/g, "-");
}

/**
 * @param {import("./evidence-matrix-libraries.mjs").MatrixLibrary} library
 * @param {string} way
 * @returns the text of the cell's test; undefined where there is nothing to try
 */
function testOf(library, way) {
  const { mock, fake, spy, standIn, close, isClientMissing } = library;
  const connects = !isClientMissing && library.source.includes("export const connect");
  switch (way) {
    case "real":
      return connects
        ? test("ask, connect", `const db = await connect(); await ask(db); await ${close};`)
        : undefined;
    case "vi.mock":
      return (
        mock &&
        test(
          "ask, connect",
          `const db = await connect(); await ask(db); await ${close};`,
          `vi.mock("${mock[0]}", ${mock[1]});`,
        )
      );
    case "injected fake":
      return test("ask", `await ask(${fake} as never);`);
    case "spy":
      return (
        spy &&
        test("ask, connect", `const db = await connect(); ${spy}; await ask(db); await ${close};`)
      );
    case "stand-in": {
      if (!standIn) return undefined;
      const from = standIn.includes("newDb")
        ? `import { newDb } from "pg-mem";`
        : `import knex from "knex";`;
      return test("ask", `const db: any = ${standIn}; await ask(db);`, from);
    }
    default:
      throw new Error(`no such way: ${way}`);
  }
}

function test(imported, body, head = "") {
  return `import { expect, it, vi } from "vitest";
import { ${imported} } from "../src/store.js";
${head}
it("asks", async () => { ${body} expect(1).toBe(1); }, 60_000);
`;
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

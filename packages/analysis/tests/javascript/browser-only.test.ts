import { analyseSource } from "@faultline/analysis";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project, sitesOf } from "./list-sites.js";

type Tree = Readonly<Record<string, string>>;

const NEXT = `{ "dependencies": { "next": "16.0.0" } }`;
const CALL = `export const load = (host) => fetch(host + "/notes");`;
const CLIENT = `// The list.\n"use client";\nimport { load } from "./notes";\n`;
const SERVER = `import { load } from "./notes";\nexport default async () => load("https://notes.example");\n`;

function countOf(tree: Tree, file = "lib/notes.ts"): number {
  const root = project({ "package.json": NEXT, [file]: CALL, ...tree });
  return sitesOf(analyseSource(file, tree[file] ?? CALL, join(root, file))).length;
}

describe("a module that only browser code imports", () => {
  it.each<[string, Tree]>([
    ["a client component does", { "lib/list.tsx": CLIENT }],
    ["client components do", { "lib/list.tsx": CLIENT, "lib/other.jsx": CLIENT }],
    [
      "another module lies between",
      {
        "lib/list.tsx": `"use client";\nimport { useNotes } from "@/lib/use-notes";`,
        "lib/use-notes.ts": `export { load as useNotes } from "./notes.js";`,
        "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }`,
      },
    ],
    [
      "the way there is a circle",
      {
        "lib/list.tsx": `"use client";\nimport "./a";`,
        "lib/a.ts": `import "./b";\nimport "./notes";`,
        "lib/b.ts": `import { a } from "./a";`,
      },
    ],
    ["it is loaded later", { "lib/list.tsx": `"use client";\nconst late = import("./notes");` }],
    [
      "a server only knows its types",
      {
        "lib/list.tsx": CLIENT,
        "app/page.tsx": `import type { Note } from "../lib/notes";\nimport { type Other } from "../lib/notes";`,
      },
    ],
    [
      "another package has a module of that name",
      {
        "package.json": `{ "dependencies": { "next": "16.0.0", "@acme/notes": "1.0.0" } }`,
        "lib/list.tsx": CLIENT,
        "app/page.tsx": `import { load } from "@acme/notes";`,
      },
    ],
    [
      "a path next to it leads nowhere",
      { "lib/list.tsx": CLIENT, "app/page.tsx": `import icon from "./icons/notes";` },
    ],
    [
      "it has a word that is a module of Node elsewhere",
      { "lib/list.tsx": CLIENT, "lib/notes.ts": `export const kind = "url";\n${CALL}` },
    ],
    ["tests do too", { "lib/list.tsx": CLIENT, "lib/notes.test.ts": SERVER }],
  ])("has no sites where %s", (_, tree) => {
    expect(countOf(tree)).toBe(0);
  });

  it("has no sites where a front end does", () => {
    const tree = {
      "package.json": `{ "workspaces": ["packages/*"] }`,
      "packages/site/package.json": `{ "name": "site", "dependencies": { "react": "19.0.0" } }`,
      "packages/site/list.ts": `import { load } from "../shared/notes";`,
      "packages/shared/package.json": `{ "name": "shared" }`,
    };
    expect(countOf(tree, "packages/shared/notes.ts")).toBe(0);
  });

  it.each<[string, Tree]>([
    ["nobody does", {}],
    ["a server component does", { "lib/list.tsx": SERVER }],
    ["both do", { "lib/list.tsx": CLIENT, "lib/page.tsx": SERVER }],
    [
      "a server gets it through another module",
      {
        "lib/list.tsx": CLIENT,
        "lib/all.ts": `export * from "./notes";`,
        "app/page.tsx": `import { load } from "../lib/all";`,
      },
    ],
    ["an action of the server does", { "lib/list.tsx": `"use server";\n${CLIENT}` }],
    [
      "an action of the server lies between",
      {
        "lib/list.tsx": `"use client";\nimport { act } from "./act";`,
        "lib/act.ts": `"use server";\nimport { load } from "./notes";\nexport const act = load;`,
      },
    ],
    [
      "it is an action of the server itself",
      { "lib/list.tsx": CLIENT, "lib/notes.ts": `"use server";\n${CALL}` },
    ],
    [
      "it is for servers only",
      { "lib/list.tsx": CLIENT, "lib/notes.ts": `import "server-only";\n${CALL}` },
    ],
    [
      "it needs what only Node has",
      { "lib/list.tsx": CLIENT, "lib/notes.ts": `import fs from "node:fs";\n${CALL}` },
    ],
    [
      "it needs what only Node has, by its old name",
      { "lib/list.tsx": CLIENT, "lib/notes.ts": `const fs = require("fs");\n${CALL}` },
    ],
    [
      "the module says `use client` somewhere else",
      { "lib/list.tsx": `const text = "use client";\n${SERVER}` },
    ],
    ["a page of another framework does", { "lib/list.tsx": CLIENT, "lib/page.astro": SERVER }],
    [
      "a path that leads nowhere may mean it",
      { "lib/list.tsx": CLIENT, "app/page.tsx": `import { load } from "~lib/notes";` },
    ],
    [
      "its package offers it",
      {
        "package.json": `{ "exports": "./dist/notes.js", "dependencies": { "next": "16.0.0" } }`,
        "lib/list.tsx": CLIENT,
      },
    ],
  ])("has its sites where %s", (_, tree) => {
    expect(countOf(tree)).toBeGreaterThan(0);
  });

  it("has its sites where a server imports its folder", () => {
    const tree = {
      "lib/list.tsx": `"use client";\nimport { load } from "./notes";`,
      "lib/notes/page.tsx": `import { load } from ".";`,
    };
    expect(countOf(tree, "lib/notes/index.ts")).toBeGreaterThan(0);
  });

  it("has its sites where the framework runs it", () => {
    const tree = { "lib/list.tsx": CLIENT.replace("./notes", "../app/notes/route") };
    expect(countOf(tree, "app/notes/route.ts")).toBeGreaterThan(0);
  });

  it("has its sites in a project without a browser framework", () => {
    expect(countOf({ "package.json": "{}", "lib/list.tsx": CLIENT })).toBeGreaterThan(0);
  });
});

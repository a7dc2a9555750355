import type { ImportedThing } from "@faultline/contract";

/** A text that has a name by which one of the things is reached. */
export function nameText(things: readonly (ImportedThing & { methods?: readonly string[] })[]) {
  const names = things.flatMap((thing) => [
    ...namesIn(thing.export ?? ""),
    ...(thing.methods ?? []).filter((method) => method !== "*"),
    ...(thing.export === undefined ? [lastPart(thing.module)] : []),
  ]);
  const words = [...new Set(names)].map(escaped).join("|");
  return words === "" ? /(?!)/ : new RegExp(String.raw`(?<![\w$])(?:${words})(?![\w$])`);
}

/** Texts which a package has that imports the thing: the module's name in quotes, and the export's. */
export function importText(thing: ImportedThing): readonly RegExp[] {
  const isFile = thing.module.startsWith(".");
  const module = isFile
    ? String.raw`["'](?:[^"'\n]*/)?${escaped(lastPart(thing.module))}(?:\.\w+)?["']`
    : `["']${escaped(thing.module)}["'/]`;
  const [name] = namesIn(thing.export ?? "");
  return [
    new RegExp(module),
    ...(name === undefined ? [] : [new RegExp(String.raw`(?<![\w$])${escaped(name)}(?![\w$])`)]),
  ];
}

function namesIn(way: string): readonly string[] {
  return (way.match(/[\w$]+/g) ?? []).filter((name) => name !== "new" && name !== "default");
}

/** `http` of `./src/lib/http.ts`; the folder's name where the file is its index. */
function lastPart(module: string): string {
  const parts = module.replace(/\.[cm]?[jt]sx?$/, "").split("/");
  const last = parts.at(-1) ?? module;
  return last === "index" ? (parts.at(-2) ?? last) : last;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

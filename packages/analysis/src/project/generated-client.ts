import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ImportAnswers } from "./import-answers.js";
import { noteFile } from "./noted-inputs.js";
import { field, readJson, stampOf } from "./read-json.js";
import { aliasTargets } from "./tsconfig-paths.js";

const answers = new ImportAnswers<string | undefined>();
const outputs = new ImportAnswers<readonly string[]>();
const outputsAround = new ImportAnswers<readonly string[]>();

/**
 * The package that an import of generated code stands for. Prisma's generator writes its client
 * where `output` of the schema says, and most projects do not keep that folder in git
 * (prisma.io/docs/orm/prisma-schema/overview/generators).
 */
export function generatedPackage(importer: string, specifier: string): string | undefined {
  return answers.get(importer, specifier, () => {
    const places = specifier.startsWith(".")
      ? [join(dirname(importer), specifier)]
      : aliasTargets(importer, specifier);
    const folders =
      places.length === 0
        ? []
        : outputsAround.get(importer, "", () => outputsAbove(dirname(importer)));
    const isClient = folders.some((folder) =>
      places.some((place) => place === folder || place.startsWith(`${folder}/`)),
    );
    return isClient ? "@prisma/client" : undefined;
  });
}

/** The output folders that the schemas of the packages around a folder name. */
function outputsAbove(start: string): readonly string[] {
  const found: string[] = [];
  for (let directory = start; ; directory = dirname(directory)) {
    const manifest = join(directory, "package.json");
    if (stampOf(manifest) !== undefined)
      found.push(...outputs.get(manifest, "", () => schemasOf(directory).flatMap(outputsIn)));
    if (dirname(directory) === directory) return found;
  }
}

/** Where Prisma looks for a schema: `prisma/schema.prisma`, `schema.prisma`, a folder of them, `prisma.schema` of the package. */
function schemasOf(directory: string): readonly string[] {
  const named = field(field(readJson(join(directory, "package.json")), "prisma"), "schema");
  const places = [
    "schema.prisma",
    "prisma",
    "prisma/schema",
    typeof named === "string" ? named : "",
  ];
  return places
    .filter((place) => place !== "")
    .map((place) => join(directory, place))
    .flatMap((place) =>
      place.endsWith(".prisma") ? [place] : filesIn(place).map((name) => join(place, name)),
    );
}

function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith(".prisma"));
  } catch {
    // Most packages have no such folder.
    return [];
  }
}

const GENERATOR = /\bgenerator\s+\w+\s*\{([^}]*)\}/g;

function outputsIn(schema: string): readonly string[] {
  noteFile(schema);
  if (stampOf(schema) === undefined) return [];
  const text = readFileSync(schema, "utf8").replaceAll(/\/\/.*$/gm, "");
  return [...text.matchAll(GENERATOR)].flatMap(([, block = ""]) => {
    const isClient = /\bprovider\s*=\s*"prisma-client(?:-js)?"/.test(block);
    const output = /\boutput\s*=\s*"([^"]+)"/.exec(block)?.[1];
    return isClient && output !== undefined ? [join(dirname(schema), output)] : [];
  });
}

import { absentAt, type Fact } from "@faultline/contract";
import { inlineSecret, secretInText } from "../inline-secret.js";
import { historyOf, type Build, type Stage } from "./build.js";
import { flagOf, wordsOf, type Instruction, type Pair } from "./instruction.js";

/** A secret that ends up in the image or stands in the Dockerfile. */
export interface ImageSecret {
  readonly instruction: Instruction;
  readonly fact: Fact;
}

const MOUNT = "RUN --mount=type=secret";
const RUNTIME = "a variable that is set where the container is started";

/** The secrets of the stages that the final image needs; what else is in the file is not published. */
export function imageSecrets(build: Build, needed: ReadonlySet<Stage>): readonly ImageSecret[] {
  const kept = new Set(historyOf(build.final));
  const found: ImageSecret[] = [];
  for (const stage of build.stages) {
    if (!needed.has(stage)) continue;
    for (const instruction of stage.instructions) {
      const isKept = kept.has(instruction);
      for (const fact of factsOf(instruction, isKept)) found.push({ instruction, fact });
    }
  }
  return found;
}

function factsOf(instruction: Instruction, isKept: boolean): readonly Fact[] {
  switch (instruction.keyword) {
    case "ENV":
      return instruction.pairs.flatMap((pair) => writtenSecret("ENV", pair, isKept) ?? []);
    case "ARG":
      return instruction.pairs.flatMap(
        (pair) =>
          writtenSecret("ARG", pair, isKept) ?? (isKept ? passedSecret(pair) : undefined) ?? [],
      );
    case "COPY":
    case "ADD":
      return listOf(isKept ? copiedSecret(instruction) : undefined);
    case "RUN":
      return listOf(secretOfRun(instruction, isKept));
    default:
      return [];
  }
}

function listOf(fact: Fact | undefined): readonly Fact[] {
  return fact ? [fact] : [];
}

/** In a stage that is thrown away a chosen text may be a stand-in for the build; a key that was issued is none. */
function isSecretThere(nature: string, isKept: boolean): boolean {
  if (nature === "issued") return true;
  return isKept && (nature === "generated" || nature === "chosen");
}

function writtenSecret(keyword: string, pair: Pair, isKept: boolean): Fact | undefined {
  if (pair.value === undefined) return undefined;
  const secret = inlineSecret(pair.name, pair.value);
  if (!secret || !isSecretThere(secret.nature, isKept)) return undefined;
  return absentAt(
    pair.range,
    `${keyword} ${pair.name} holds ${secret.what}${isKept ? ", and the image keeps it" : ""}`,
    keyword === "ARG" ? MOUNT : RUNTIME,
  );
}

/** Some text that is no placeholder, to ask whether a secret goes by a name. */
const ANY_SECRET = "b7Kq2vXw9LmZ";

/** The value that the build passes is written down with each layer, and `docker history` shows it. */
function passedSecret({ name, value, range }: Pair): Fact | undefined {
  const secret = value === undefined ? inlineSecret(name, ANY_SECRET) : undefined;
  return (
    secret &&
    absentAt(
      range,
      `ARG ${name} takes ${secret.what}, and the history of the image keeps it`,
      MOUNT,
    )
  );
}

const SECRET_FILES =
  /^(?:\.env(?:\.local)?|id_(?:rsa|ed25519|ecdsa|dsa)|\.netrc|\.pgpass|\.git-credentials)$/;

function copiedSecret(instruction: Instruction): Fact | undefined {
  if (flagOf(instruction, "from") !== undefined) return undefined;
  const sources = wordsOf(instruction).slice(0, -1);
  const file = sources.find((word) => SECRET_FILES.test(word.slice(word.lastIndexOf("/") + 1)));
  if (file === undefined) return undefined;
  return absentAt(
    instruction.range,
    `${file} is copied into the image`,
    file.includes(".env") ? RUNTIME : MOUNT,
  );
}

function secretOfRun(run: Instruction, isKept: boolean): Fact | undefined {
  const text = [run.text.text, ...run.heredocs.map(({ body }) => body.text)].join("\n");
  const secret = secretInText(text);
  if (!secret || !isSecretThere(secret.nature, isKept)) return undefined;
  return absentAt(run.keywordRange, `this RUN holds ${secret.what}`, MOUNT);
}

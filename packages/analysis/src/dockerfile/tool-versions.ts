import { wordsOf, type Instruction } from "./instruction.js";
import { runCommands } from "./run-commands.js";

/** What a Dockerfile proves about the versions of package managers. */
export interface ToolVersions {
  /** Version 1 of yarn, which Node's images bring; later ones come with the project or with corepack. */
  readonly hasClassicYarn: boolean;
  /** A pnpm before 12, which passes signals on. */
  readonly hasOldPnpm: boolean;
}

const CLASSIC_FLAGS =
  /^--(?:frozen-lockfile|pure-lockfile|production|prod|non-interactive|ignore-optional|ignore-engines|network-timeout|no-progress|silent)\b/;

/** `steps` are those of all stages that the image needs: what builds the project also starts it. */
export function toolVersions(steps: readonly Instruction[]): ToolVersions {
  const commands = steps.flatMap((one) => (one.keyword === "RUN" ? runCommands(one) : []));
  const words = commands.flatMap((command) => command.words);
  const isModern =
    words.includes("corepack") ||
    commands.some(({ words: [first, second] }) => first === "yarn" && second === "set") ||
    words.includes("--immutable") ||
    steps.some(
      (one) => one.keyword === "COPY" && wordsOf(one).some((word) => word.includes(".yarn")),
    );
  const isClassic = commands.some(
    ({ words: [first, ...rest] }) =>
      first === "yarn" && rest.some((word) => CLASSIC_FLAGS.test(word)),
  );
  const majors = words.flatMap((word) => /^pnpm@(\d+)/.exec(word)?.[1] ?? []).map(Number);
  return {
    hasClassicYarn: isClassic && !isModern,
    hasOldPnpm: majors.length > 0 && majors.every((major) => major < 11),
  };
}

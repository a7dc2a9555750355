import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { isFullImage, type BaseImage } from "./base-image.js";
import { historyOf, lineageOf, type Stage } from "./build.js";
import { runCommands } from "./run-commands.js";
import type { Places } from "./command-text.js";

const COMPILERS = new Set(["build-base", "build-essential", "g++", "gcc", "clang"]);
const INSTALLERS = new Set(["apk", "apt-get", "apt", "yum", "dnf", "microdnf"]);
const REMOVES = /^(?:del|purge|remove|autoremove|erase)$/;

/** Whether the final image is without what only its build needs: a full base, compilers. */
export function smallBaseFact(final: Stage, base: BaseImage | undefined, places: Places): Fact {
  const root = lineageOf(final)[0];
  if (base && root && isFullImage(base)) {
    const name = `${base.official ?? ""}${base.image.tag === undefined ? "" : `:${base.image.tag}`}`;
    return absentAt(
      root.from.range,
      `the image that runs is built on ${name}, which brings compilers and hundreds of packages that serving needs not`,
      "its -slim or -alpine variant",
    );
  }
  for (const run of historyOf(final)) {
    const commands = run.keyword === "RUN" ? runCommands(run) : [];
    if (commands.some(({ words }) => words.some((word) => REMOVES.test(word)))) continue;
    for (const { words, from, to } of commands) {
      const tools = words.filter((word) => COMPILERS.has(word));
      if (!INSTALLERS.has(words[0] ?? "") || tools.length === 0) continue;
      return absentAt(
        places.range(from, to),
        `the image that runs keeps ${tools.join(", ")}`,
        "a stage of its own for what is compiled, and COPY --from it",
      );
    }
  }
  return base ? present("the image that runs has no compilers") : unknown("its base is not known");
}

import { absentAt, present, unknown, type Fact, type SourceRange } from "@faultline/contract";
import { imagePin, parseContainerImage } from "../container-image.js";
import { baseImage, isDistroless, isVersionless } from "./base-image.js";
import { stageCalled, type Build, type Stage } from "./build.js";
import { flagOf, type Instruction } from "./instruction.js";
import { fillIn } from "./variables.js";

/** An image that the build pulls, and where. */
export interface PulledImage {
  readonly instruction: Instruction;
  /** As it is written, variables filled in. */
  readonly text: string;
  readonly fact: Fact;
}

/** The images that the needed stages pull, each at the first place that names it. */
export function pulledImages(build: Build, needed: ReadonlySet<Stage>): readonly PulledImage[] {
  const pulled = new Map<string, PulledImage>();
  for (const stage of build.stages) {
    if (!needed.has(stage)) continue;
    for (const one of [baseOf(stage), ...copiedFrom(stage, build)]) {
      if (one && !pulled.has(one.text)) pulled.set(one.text, one);
    }
  }
  return [...pulled.values()];
}

function baseOf(stage: Stage): PulledImage | undefined {
  const { from, image, parent, decidedBy } = stage;
  if (parent || image === "scratch") return undefined;
  const place = decidedBy?.value === undefined ? from.range : decidedBy.range;
  const text = image ?? from.text.text;
  const fact =
    image === undefined || isPassed(stage, image)
      ? unknown("the build decides which image it is")
      : pinFact(image, place);
  return { instruction: from, text, fact };
}

/** An image of one's own that is an argument as a whole has a default for trying it out; the pipeline passes another. */
function isPassed({ from, decidedBy }: Stage, image: string): boolean {
  const isWhole = /^\$(?:\w+|\{\w+[^}]*\})$/.test(from.text.text.split(/\s/)[0] ?? "");
  return isWhole && decidedBy !== undefined && baseImage(image)?.official === undefined;
}

function copiedFrom(stage: Stage, { stages, globals }: Build): readonly PulledImage[] {
  return stage.instructions.flatMap((instruction) => {
    const from = instruction.keyword === "COPY" ? flagOf(instruction, "from") : undefined;
    const text = from === undefined ? undefined : fillIn(from, globals);
    if (text === undefined || stageCalled(text, stages)) return [];
    return [{ instruction, text, fact: pinFact(text, instruction.range) }];
  });
}

function pinFact(text: string, place: SourceRange): Fact {
  const image = parseContainerImage(text);
  if (!image) return unknown("the image can't be read");
  const pin = imagePin(image);
  switch (pin.state) {
    case "pinned": {
      const isFloating = pin.by === "tag" && isVersionless(baseImage(text));
      return isFloating
        ? absentAt(
            place,
            `${text} names no version, so that it moves to each new one`,
            remedyFor(text),
          )
        : present(`${text} is pinned by its ${pin.by}`);
    }
    case "local":
      return unknown(`${text} may be built on the same machine`);
    case "moving":
      // Distroless has no other tags; its name says which Debian and which Node it is.
      return isDistroless(image)
        ? unknown(`${text} has no version but the one in its name`)
        : absentAt(place, `${text} ${pin.reason}`, remedyFor(text));
  }
}

function remedyFor(text: string): string {
  return /(?:^|\/)node(?::|$)/.test(text)
    ? "a version, as in node:22.12.0-slim"
    : "a version in its tag, or its digest";
}

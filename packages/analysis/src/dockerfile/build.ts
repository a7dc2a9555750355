import { flagOf, wordsOf, type Instruction, type Pair } from "./instruction.js";
import { fillIn, type Variables } from "./variables.js";

/** One `FROM` and what is done on top of it. */
export interface Stage {
  readonly name: string | undefined;
  readonly from: Instruction;
  /** The image it starts from as it is written, variables filled in; undefined where the build decides. */
  readonly image: string | undefined;
  /** Where the text of the image is decided, if that is the default of an `ARG`. */
  readonly decidedBy: Pair | undefined;
  /** The earlier stage it starts from. */
  readonly parent: Stage | undefined;
  readonly instructions: readonly Instruction[];
}

/** All stages of a Dockerfile in their order. */
export interface Build {
  readonly stages: readonly Stage[];
  /** The one that `docker build` makes an image of when it is told nothing. */
  readonly final: Stage;
  /** What `ARG`s before the first `FROM` say. */
  readonly globals: Variables;
}

/** More than anybody writes. */
const MAX_STAGES = 200;

/** Undefined where there is no stage. */
export function buildOf(instructions: readonly Instruction[]): Build | undefined {
  const globals = new Map<string, string | undefined>();
  const defaults = new Map<string, Pair>();
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const instruction of instructions) {
    const current = stages.at(-1);
    if (instruction.keyword === "FROM")
      stages.push({ ...beginStage(instruction, stages, globals, defaults), instructions: [] });
    else if (current) current.instructions.push(instruction);
    else if (instruction.keyword === "ARG")
      for (const pair of instruction.pairs) {
        defaults.set(pair.name, pair);
        globals.set(pair.name, pair.value === undefined ? undefined : fillIn(pair.value, globals));
      }
  }
  const final = stages.at(-1);
  return final && stages.length <= MAX_STAGES ? { stages, final, globals } : undefined;
}

function beginStage(
  from: Instruction,
  earlier: readonly Stage[],
  globals: Variables,
  defaults: ReadonlyMap<string, Pair>,
): Omit<Stage, "instructions"> {
  const [written = "", as, name] = wordsOf(from);
  const image = fillIn(written, globals);
  const variables = [...written.matchAll(/\$\{?(\w+)/g)].flatMap(([, variable = ""]) => {
    return defaults.get(variable) ?? [];
  });
  return {
    name: as?.toLowerCase() === "as" ? name?.toLowerCase() : undefined,
    from,
    image,
    decidedBy: variables.at(-1),
    parent: image === undefined ? undefined : stageCalled(image, earlier),
  };
}

/** A stage by its name, which an image can't take from it, or by its number. */
export function stageCalled(text: string, stages: readonly Stage[]): Stage | undefined {
  const name = text.toLowerCase();
  const byName = stages.findLast((stage) => stage.name === name);
  return byName ?? (/^\d+$/.test(text) ? stages[Number(text)] : undefined);
}

/** The stage and those it starts from, the first one first. */
export function lineageOf(stage: Stage): readonly Stage[] {
  const lineage: Stage[] = [];
  for (let next: Stage | undefined = stage; next; next = next.parent) lineage.unshift(next);
  return lineage;
}

/** What is done to an image from its base on. */
export function historyOf(stage: Stage): readonly Instruction[] {
  return lineageOf(stage).flatMap(({ instructions }) => instructions);
}

/** The stages without which the final image can't be built; the others are for other uses of the file. */
export function neededStages({ stages, final }: Build): ReadonlySet<Stage> {
  const needed = new Set<Stage>();
  const queue: Stage[] = [final];
  for (let stage = queue.pop(); stage; stage = queue.pop()) {
    if (needed.has(stage)) continue;
    needed.add(stage);
    const copied = stage.instructions.flatMap(sourceStages);
    queue.push(...copied.flatMap((name) => stageCalled(name, stages) ?? []));
    if (stage.parent) queue.push(stage.parent);
  }
  return needed;
}

function sourceStages(instruction: Instruction): readonly string[] {
  const copied = flagOf(instruction, "from");
  const mounted = instruction.flags.flatMap(({ name, value }) =>
    name === "mount" ? (/(?:^|,)from=([^,]+)/.exec(value)?.[1] ?? []) : [],
  );
  return copied === undefined ? mounted : [copied, ...mounted];
}

/** What the variables are where an instruction stands, in the order of a stage's history. */
export class Scope {
  readonly #globals: Variables;
  readonly #variables = new Map<string, string | undefined>();

  constructor(globals: Variables) {
    this.#globals = globals;
  }

  get variables(): Variables {
    return this.#variables;
  }

  /** Takes in what the instruction sets. */
  pass({ keyword, pairs }: Instruction): void {
    if (keyword !== "ENV" && keyword !== "ARG") return;
    const before = new Map(this.#variables);
    for (const { name, value } of pairs) {
      const filled = value === undefined ? this.#globals.get(name) : fillIn(value, before);
      // An ARG can't change what an ENV has set.
      if (keyword === "ENV" || !this.#fixed.has(name)) this.#variables.set(name, filled);
      if (keyword === "ENV") this.#fixed.add(name);
    }
  }

  readonly #fixed = new Set<string>();
}

/** One step on a way: a name, a call, an item of a list, or a parameter of a callback that is handed to a call. */
export type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call" }
  | { readonly kind: "item" }
  | { readonly kind: "callback"; readonly argument: number; readonly parameter: number };

/** A way taken apart: how many `new` stand before it, and its steps. */
export interface Way {
  readonly constructions: number;
  readonly steps: readonly Step[];
}

/** Takes the path of an origin apart; undefined when a step of it has a name that no identifier has. */
export function wayOf(path: string): Way | undefined {
  const [news = ""] = /^(?:new )*/.exec(path) ?? [];
  const steps: Step[] = [];
  const pattern = /\.?([\w$#-]+)|\((?:(\d+):(\d+))?\)|\[\]/y;
  pattern.lastIndex = news.length;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) return undefined;
    const [text, name, argument, parameter] = match;
    if (text === "[]") steps.push({ kind: "item" });
    else if (name !== undefined) steps.push({ kind: "name", name });
    else if (argument === undefined) steps.push({ kind: "call" });
    else steps.push({ kind: "callback", argument: Number(argument), parameter: Number(parameter) });
  }
  return { constructions: news.length / "new ".length, steps };
}

/** The path of a package's origin with more steps and constructions after it. */
export function extend(path: string, { constructions, steps }: Way): string {
  const tail = steps.map(written).join("");
  const whole = path === "" && tail.startsWith(".") ? tail.slice(1) : path + tail;
  return "new ".repeat(constructions) + whole;
}

function written(step: Step): string {
  switch (step.kind) {
    case "name":
      return `.${step.name}`;
    case "call":
      return "()";
    case "item":
      return "[]";
    case "callback":
      return `(${String(step.argument)}:${String(step.parameter)})`;
  }
}

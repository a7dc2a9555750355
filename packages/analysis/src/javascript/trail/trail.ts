import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";

/**
 * How a value is reached from the expression that holds it: `client` is a property, `()` a call.
 * Empty where the expression is the value itself.
 */
export type Path = readonly string[];

/** The step that a function's result is reached by. */
export const CALL = "()";

/** An expression that stands for the value, or for what holds it. */
export interface Stop {
  readonly kind: "stop";
  readonly facts: FileFacts;
  readonly node: Node;
  readonly path: Path;
}

/** A name by which code elsewhere can get at the value. */
export interface Exit {
  /** `export` is a name that is imported, `member` one that is read from an object, `result` what a function gives. */
  readonly kind: "export" | "member" | "result";
  /** The file whose export, field or function it is. */
  readonly facts: FileFacts;
  readonly name: string;
}

/** The value goes where nobody can follow it. */
export interface Lost {
  readonly kind: "lost";
  readonly why: string;
}

/** Where a value goes from one of its stops. */
export type Next = Stop | Exit | Lost;

/** Where a value goes after it was made, through variables, fields and the functions of the project. */
export interface Trail {
  /** The expressions that stand for the value itself. */
  readonly uses: readonly Stop[];
  readonly exits: readonly Exit[];
  /** Why nobody can tell who else has it; undefined where the uses and exits are all there are. */
  readonly lost: string | undefined;
}

/** What is known of the value beside the code that handles it. */
export interface Kept {
  /** Properties and methods that give the same value. */
  readonly same?: readonly string[] | undefined;
  /** Functions, constructors and methods, by package, that take the value and attach nothing, or all that is needed. */
  readonly keeps?: Readonly<Record<string, readonly string[]>> | undefined;
}

export function stop(facts: FileFacts, node: Node, path: Path): Stop {
  return { kind: "stop", facts, node, path };
}

export function lost(why: string): Lost {
  return { kind: "lost", why };
}

/** The exits of what goes out under a name: the name itself, and the one it has in there. */
export function exitsOf(
  facts: FileFacts,
  kind: "export" | "member",
  name: string,
  path: Path,
): readonly Exit[] {
  const inner = path.findLast((step) => step !== CALL);
  const isResult = path.at(-1) === CALL;
  const outer = { kind: isResult && inner === undefined ? "result" : kind, facts, name } as const;
  return inner === undefined
    ? [outer]
    : [outer, { kind: isResult ? "result" : "member", facts, name: inner }];
}

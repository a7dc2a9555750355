/** What may be so at a point: not taken yet, held, held or not, let go. */
export const BEFORE = 1;
export const HELD = 2;
const MAYBE = 4;
const FREE = 8;

/** The states in which a piece of code may be left, by the way it is left: at its end, by an error, `return`, or `break`. */
export interface Flow {
  readonly next: number;
  readonly thrown: number;
  readonly left: number;
  readonly broken: number;
}

/** Code that does nothing but come to its end. */
export function ended(next: number): Flow {
  return { next, thrown: 0, left: 0, broken: 0 };
}

/** The second after the first has come to its end. */
export function after(first: Flow, second: Flow): Flow {
  return {
    next: second.next,
    thrown: first.thrown | second.thrown,
    left: first.left | second.left,
    broken: first.broken | second.broken,
  };
}

/** One of the two. */
export function either(first: Flow, second: Flow): Flow {
  return { ...after(first, second), next: first.next | second.next };
}

/** What was held is let go. */
export function letGo(state: number): number {
  return (state & BEFORE) | (state & (HELD | MAYBE | FREE) ? FREE : 0);
}

/** What was held may be let go, where code knows more than its text shows. */
export function doubt(state: number): number {
  return state & HELD ? (state & ~HELD) | MAYBE : state;
}

export function doubtful(flow: Flow): Flow {
  return { ...flow, next: doubt(flow.next) };
}

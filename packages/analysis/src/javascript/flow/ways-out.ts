import type { Node } from "../source.js";
import { BEFORE, HELD } from "./flow-states.js";
import { Paths, type Hold } from "./paths.js";

/** The ways out of a function on which something is still held. */
export interface WaysOut {
  /** An error leaves the function, and it with it. */
  readonly onError: boolean;
  /** The function returns, or runs to its end. */
  readonly onReturn: boolean;
  /** Whether anything in the function lets go of it. */
  readonly isLetGo: boolean;
  /** True where a callback lets go, of which nobody knows when it runs. */
  readonly isHidden: boolean;
}

/** The ways out of a function on which what it took is still held. */
export function waysOut(body: Node, hold: Hold): WaysOut {
  const paths = new Paths(hold);
  const first = hold.isHeldAtFirst === true ? HELD : BEFORE;
  const { next, thrown, left } =
    body.type === "BlockStatement" ? paths.run(body, first) : paths.expression(body, first);
  return {
    onError: (thrown & HELD) !== 0,
    onReturn: ((next | left) & HELD) !== 0,
    isLetGo: paths.contains(body),
    isHidden: paths.isHidden,
  };
}

import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { staticName } from "./static-name.js";

/** Methods by which every emitter of Node takes a listener; each returns the emitter (nodejs.org/api/events.html). */
const LISTENS = /^(?:on|once|off|addListener|removeListener|prependListener|prependOnceListener)$/;

/** The emitter that `emitter.on("event", listener)` returns. */
export function emitterListenedTo({
  callee,
  arguments: { length },
}: TSESTree.CallExpression): Node | undefined {
  if (callee.type !== "MemberExpression" || length !== 2) return undefined;
  return LISTENS.test(staticName(callee) ?? "") ? callee.object : undefined;
}

import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";

/** The longest text that a message takes up without hiding the rest of it. */
const LONGEST = 48;

/** The text of a node on one line, cut where it is too long for a message. */
export function shortText(facts: FileFacts, node: Node): string {
  const line = facts.textOf(node).replaceAll(/\s+/g, " ").replaceAll(" .", ".");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
}

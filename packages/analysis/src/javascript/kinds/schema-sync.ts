import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { enclosingFunction } from "../flow/enclosing.js";
import type { LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** What shows that code asks where it runs. */
const ASKS_WHERE =
  /NODE_ENV|\bis_?(?:prod|dev|test|local)|production|development|\benv(?:ironment)?\b/i;

/** Whether a library changes the schema to fit the models, as an option that is `true` says. */
export function schemaSync(
  call: LibraryCall,
  option: OptionValue,
  words: { readonly synced: string; readonly remedy: string },
): Fact {
  if (option.state === "absent") return present("the schema is left alone");
  if (option.state !== "constant")
    return unknown("whether it changes the schema depends on its settings");
  if (option.value !== true) return present("the schema is left alone");
  if (isConditional(call)) return unknown("it depends on where the code runs");
  return absent(words.synced, words.remedy);
}

/** A test of the surroundings around the call, or anywhere in its function. */
function isConditional({ node, facts }: LibraryCall): boolean {
  const scope = enclosingFunction(node);
  const text = scope && facts.textOf(scope).replace(facts.textOf(node), "");
  if (text !== undefined && ASKS_WHERE.test(text)) return true;
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    const test =
      current.type === "IfStatement" || current.type === "ConditionalExpression"
        ? current.test
        : current.type === "LogicalExpression"
          ? current.left
          : undefined;
    if (test && ASKS_WHERE.test(facts.textOf(test))) return true;
  }
  return false;
}

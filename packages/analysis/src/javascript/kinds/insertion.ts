import type { Fact } from "@faultline/contract";
import { unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Call, Node } from "../source.js";

/** What is needed to say where an option goes. */
interface OptionPlace {
  readonly facts: FileFacts;
  readonly node: Call;
}

/** An option that may stand in an object literal: `timeout: 5_000`. */
const OPTION = /^\w+: /;

/** An absent fact with the edit that puts its remedy into the options argument, where that is one safe insertion. */
export function withInsertion(fact: Fact, place: OptionPlace, optionsAt: number): Fact {
  if (fact.state !== "absent" || !fact.remedy || !OPTION.test(fact.remedy)) return fact;
  const edit = insertion(place, optionsAt, fact.remedy);
  return edit ? { ...fact, edit } : fact;
}

/** At the start of the literal, so that whatever the code spells out or spreads later still wins. */
function insertion({ facts, node }: OptionPlace, optionsAt: number, option: string) {
  const options = node.arguments[optionsAt];
  if (options) return intoObject(facts, unwrap(options), option);
  const last = node.arguments.at(-1);
  const isNext = node.arguments.length === optionsAt && last?.type !== "SpreadElement";
  return last && isNext ? { offset: last.range[1], text: `, { ${option} }` } : undefined;
}

function intoObject({ source }: FileFacts, object: Node, option: string) {
  if (object.type !== "ObjectExpression") return undefined;
  const offset = object.range[0] + 1;
  const [first] = object.properties;
  if (!first) return { offset, text: ` ${option} ` };
  const before = source.text.slice(offset, first.range[0]);
  return { offset, text: `${/^\s*$/.test(before) ? before : " "}${option},` };
}

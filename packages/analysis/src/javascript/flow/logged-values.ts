import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { wovenInto } from "../kinds/log.js";
import type { Call, Node } from "../source.js";

/** A value that ends up in a log line. */
export interface LoggedValue {
  readonly node: Node;
  /** The field it is logged as, where it has one. */
  readonly field: string | undefined;
  /** True where it is part of the message, which no logger redacts. */
  readonly isWoven: boolean;
}

/** The values of a log call, those in fields and messages included, as far as the call spells them out. */
export function loggedValues(facts: FileFacts, call: Call): readonly LoggedValue[] {
  return call.arguments.flatMap((argument) => valuesOf(facts, argument, undefined, false));
}

function valuesOf(
  facts: FileFacts,
  node: Node,
  field: string | undefined,
  isWoven: boolean,
): readonly LoggedValue[] {
  const value = unwrap(node);
  if (value.type === "ObjectExpression") {
    return value.properties.flatMap((property) =>
      property.type === "Property"
        ? valuesOf(facts, property.value, staticName(property), isWoven)
        : valuesOf(facts, property.argument, undefined, isWoven),
    );
  }
  if (value.type === "SpreadElement") return valuesOf(facts, value.argument, undefined, isWoven);
  if (value.type === "ArrayExpression") {
    return value.elements.flatMap((item) =>
      item ? valuesOf(facts, item, undefined, isWoven) : [],
    );
  }
  if (
    value.type === "CallExpression" &&
    /^(?:JSON\.stringify|util\.inspect|inspect)$/.test(facts.textOf(value.callee))
  ) {
    const [subject] = value.arguments;
    return subject ? valuesOf(facts, subject, field, true) : [];
  }
  const woven = wovenInto(value);
  if (woven.length > 0) return woven.flatMap((part) => valuesOf(facts, part, undefined, true));
  return [{ node: value, field, isWoven }];
}

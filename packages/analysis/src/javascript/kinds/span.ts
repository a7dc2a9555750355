import { absent, present, unknown } from "@faultline/contract";
import type { Fact } from "@faultline/contract";
import { waysOut } from "../flow/ways-out.js";
import type { DraftOf, LibraryCall, Recognise } from "../recogniser.js";
import { isFunction, type FunctionNode } from "../source.js";
import { holderOf, isHandedToCleanUp, isMemberOn, mentions, whereabouts } from "./holding.js";
import { letGoFact } from "./pooled-connection.js";

/** A span that code starts, and has to end by itself: `tracer.startSpan(name)`. */
export function span(end: string): Recognise {
  return (call) => {
    const holder = holderOf(call.facts, call.node);
    const fact = holder
      ? letGoFact(call, holder, {
          names: [end],
          never: "nothing in this function ends it",
          remedy: `finally { ${holder.variable.name}.${end}() }`,
        })
      : unknown("it is kept by something that outlives this function");
    return draftOf(call, fact);
  };
}

/** A span that is handed to the callback which has to end it: `tracer.startActiveSpan(name, (span) => …)`. */
export function spanOfCallback(end: string): Recognise {
  return (call) => {
    const callback = call.node.arguments.findLast((argument) => isFunction(argument));
    return draftOf(
      call,
      callback && isFunction(callback)
        ? endInCallback(call, callback, end)
        : unknown("the callback is written elsewhere"),
    );
  };
}

function draftOf(call: LibraryCall, fact: Fact): DraftOf<"span"> {
  return {
    kind: "span",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: { end: fact },
  };
}

function endInCallback({ facts, node }: LibraryCall, callback: FunctionNode, end: string): Fact {
  const [parameter] = callback.params;
  const name = parameter?.type === "Identifier" ? parameter : undefined;
  const variable = name && facts.bindings.variables.of(name);
  if (!name || !variable) {
    return parameter
      ? unknown("the span is taken apart")
      : absent(
          "the callback takes no span, so that nobody ends it",
          `(span) => { … span.${end}() }`,
        );
  }
  const kept = whereabouts({ variable, scope: callback, isDisposedOf: false });
  if (kept === "kept") return unknown("it is handed on, and may be ended elsewhere");
  const ways = waysOut(callback.body, {
    taken: node,
    isHeldAtFirst: true,
    letsGo: (inner) =>
      isMemberOn(facts, inner, variable, [end]) || isHandedToCleanUp(facts, inner, variable),
    isAbout: (test) => mentions(facts, test, variable),
  });
  const remedy = `finally { ${name.name}.${end}() }`;
  if (ways.isHidden) return unknown("a callback ends it");
  if (!ways.isLetGo)
    return kept === "lent"
      ? unknown("a function that it is handed to may end it")
      : absent("nothing in its callback ends it", remedy);
  if (ways.onError) return absent(`an error on the way to \`${end}()\` skips it`, remedy);
  if (ways.onReturn) return absent(`a path returns without \`${end}()\``, remedy);
  return present(`every way out goes through \`${end}()\``);
}

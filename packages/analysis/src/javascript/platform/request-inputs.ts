import { absent, unknown, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { allNodes } from "../flow/walk.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf } from "../recogniser.js";
import { accessOf, step, type Access } from "../request-input/access.js";
import { mayBeVetted } from "../request-input/guards.js";
import { inputOf, labelOf, MENTIONS_REQUEST, type RequestInput } from "../request-input/request.js";
import { isVettedBefore } from "../request-input/route-guards.js";
import type { Danger, Sink } from "../request-input/sink.js";
import type { Call, FunctionNode, Node } from "../source.js";

/** What a client sent, where it reaches one kind of danger: in the function that takes it, or one call away. */
export function requestInputs(
  sink: Sink,
): (facts: FileFacts) => readonly DraftOf<"request-input">[] {
  return (facts) => {
    if (!facts.mentions(MENTIONS_REQUEST)) return [];
    const found = facts.nodes.calls.flatMap((call) => {
      const here = sink.find(facts, call).flatMap((danger) => arrivalHere(facts, danger) ?? []);
      return here.length > 0 ? here : arrivalsBehind(facts, call, sink);
    });
    return onePerCause(
      facts,
      found.filter(({ input }) => sink.accepts(input, facts)),
      sink,
    );
  };
}

/** Input that reaches a danger. */
interface Arrival {
  readonly input: RequestInput;
  readonly danger: Danger;
  /** Where it leaves the function that took it: the value at the danger, or the argument that leads to it. */
  readonly node: Node;
  /** The call that it stands in there. */
  readonly call: Call;
  /** The function that it goes through, and what that function is to it. */
  readonly through?: { readonly facts: FileFacts; readonly access: Access };
}

function arrivalHere(facts: FileFacts, danger: Danger): Arrival | undefined {
  const input = inputOf(facts, danger.access);
  return input && { input, danger, node: danger.node, call: danger.call };
}

/** A function of the project that hands its parameter to a danger: `store.read(req.query.file)`. */
function arrivalsBehind(facts: FileFacts, call: Call, sink: Sink): readonly Arrival[] {
  if (call.type !== "CallExpression" || facts.draftOf(call)) return [];
  const given = call.arguments.flatMap((argument, index) =>
    (sink.carried ?? itself)(facts, argument).flatMap((access) => {
      const input = inputOf(facts, access);
      return input ? [{ argument, index, input }] : [];
    }),
  );
  if (given.length === 0) return [];
  const own = functionBehind(facts, call.callee);
  if (!own) return [];
  const dangers = dangersIn(own.facts, own.node, sink);
  return given.flatMap(({ argument, index, input }) =>
    dangers
      .filter(({ access }) => access.index === index)
      .flatMap((danger): Arrival[] => {
        const { names, isText } = danger.access;
        const access = step({ ...input.access, isText: input.access.isText || isText }, ...names);
        const inner = inputOf(facts, access);
        const through = { facts: own.facts, access: danger.access };
        return inner ? [{ input: inner, danger, node: argument, call, through }] : [];
      }),
  );
}

function itself(facts: FileFacts, argument: Node): readonly Access[] {
  const access = accessOf(facts, argument);
  return access ? [access] : [];
}

/** The dangers that a function hands a parameter of its own to. */
function dangersIn(facts: FileFacts, node: FunctionNode, sink: Sink): readonly Danger[] {
  return allNodes(node.body)
    .filter((part) => part.type === "CallExpression" || part.type === "NewExpression")
    .flatMap((call) => sink.find(facts, call))
    .filter(({ access }) => access.function === node);
}

/** One draft for each input of a handler, or for each handler; what lacks something before what may not. */
function onePerCause(
  facts: FileFacts,
  arrivals: readonly Arrival[],
  sink: Sink,
): readonly DraftOf<"request-input">[] {
  const byCause = new Map<string, DraftOf<"request-input">>();
  for (const arrival of arrivals) {
    const { input } = arrival;
    const handler = String(input.access.function.range[0]);
    const cause = sink.isOnePerHandler ? handler : `${handler} ${labelOf(facts, input)}`;
    if (isAbsent(byCause.get(cause), sink)) continue;
    const draft = draftOf(facts, arrival, sink);
    if (!byCause.has(cause) || isAbsent(draft, sink)) byCause.set(cause, draft);
  }
  return [...byCause.values()];
}

function isAbsent(draft: DraftOf<"request-input"> | undefined, { mechanism }: Sink): boolean {
  return draft?.mechanisms[mechanism]?.state === "absent";
}

function draftOf(facts: FileFacts, arrival: Arrival, sink: Sink): DraftOf<"request-input"> {
  const { danger, node } = arrival;
  return {
    kind: "request-input",
    library: danger.library,
    operation: /\w+$/.exec(danger.operation)?.[0] ?? danger.library,
    node,
    mechanisms: { [sink.mechanism]: factOf(facts, arrival, sink) },
  };
}

function factOf(facts: FileFacts, arrival: Arrival, sink: Sink): Fact {
  const { input, danger, call, through } = arrival;
  const { access } = input;
  if (sink.isTamed?.(facts, input)) return unknown("something in the package may take it away");
  if (mayBeVetted(facts, access, sink.purpose, call))
    return unknown("the handler may look at it before");
  if (through && mayBeVetted(through.facts, through.access, sink.purpose, danger.call))
    return unknown("the function that takes it may look at it");
  if (isVettedBefore(facts, input, sink.purpose))
    return unknown("something before the handler may look at it");
  return absent(sink.detail(labelOf(facts, input), `\`${danger.operation}\``), sink.remedy);
}

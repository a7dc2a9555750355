import { unwrap } from "../../bindings/static-name.js";
import { soleValue } from "../../bindings/variables.js";
import type { FileFacts } from "../../file-facts.js";
import type { Call, Node } from "../../source.js";
import type { Danger, Sink } from "../sink.js";
import { wovenAccesses } from "../woven-access.js";

/** The host of a request to another service. */
export const outboundHost: Sink = {
  mechanism: "fixed-host",
  find,
  accepts: ({ part, fields }) =>
    /^(?:body|query|params)$/.test(part) && (fields.length > 0 || part !== "params"),
  purpose: "a known value",
  isTamed: (facts) => facts.packageMentions(FILTERS),
  detail: (input, where) => `\`${input}\` decides the host that ${where} asks`,
  remedy: "a list of allowed hosts, compared with `new URL(value).hostname`",
};

/** Packages that keep requests out of the inner network. */
const FILTERS =
  /["'](?:ssrf-req-filter|request-filtering-agent|ssrf-agent|ssrf-agent-guard|dssrf)["']/;

function find(facts: FileFacts, call: Call): readonly Danger[] {
  const draft = facts.draftOf(call);
  const url = draft?.kind === "outbound-call" ? draft.details?.url : undefined;
  const address = url && addressIn(facts, url);
  if (!draft || !address || isBelowBase(facts, call)) return [];
  return hostsIn(facts, address, 0).map(({ node, access }) => ({
    call,
    node,
    access,
    library: draft.library,
    operation: facts.textOf(call.callee),
  }));
}

/** The address itself, or the `url` of the options that stand for it. */
function addressIn(facts: FileFacts, url: Node): Node | undefined {
  const options = facts.bindings.objectOf(url);
  if (!options) return url;
  if (facts.bindings.propertyOf(url, "baseURL")) return undefined;
  return ["url", "uri"].map((name) => facts.bindings.propertyOf(url, name)).find(Boolean);
}

/** A client that adds its own host to an address without one. */
function isBelowBase(facts: FileFacts, { callee, arguments: given }: Call): boolean {
  if (given.some((one) => /\b(?:baseURL|prefixUrl|baseUrl)\b/.test(facts.textOf(one)))) return true;
  const path = facts.bindings.origin(callee)?.path ?? "";
  const client = callee.type === "MemberExpression" ? callee.object : callee;
  const made = facts.bindings.origin(client)?.creation;
  if (made) return /\b(?:baseURL|prefixUrl|baseUrl)\b/.test(facts.textOf(made));
  return /\b(?:create|extend|defaults|new \w+)\b/.test(path);
}

const SCHEME = /^(?:(?:https?|wss?):)?\/\/$/i;

/** What stands where the host of an address does, or the whole address. */
function hostsIn(facts: FileFacts, node: Node, depth: number): ReturnType<typeof wovenAccesses> {
  const expression = unwrap(node);
  if (expression.type === "NewExpression" || expression.type === "CallExpression") {
    const [first] = expression.arguments;
    const isUrl = facts.bindings.origin(expression.callee)?.path === "URL";
    if (isUrl && first && expression.arguments.length === 1 && depth < 3)
      return hostsIn(facts, first, depth + 1);
  }
  if (expression.type === "Identifier") {
    const variable = facts.bindings.variables.of(expression);
    const value = variable && soleValue(variable);
    if (value && depth < 3 && unwrap(value).type === "NewExpression")
      return hostsIn(facts, value, depth + 1);
  }
  return wovenAccesses(facts, expression).filter(
    ({ before }) => before === "" || SCHEME.test(before),
  );
}

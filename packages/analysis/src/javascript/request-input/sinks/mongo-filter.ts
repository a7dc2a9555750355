import type { TSESTree } from "@typescript-eslint/types";
import { staticName, unwrap } from "../../bindings/static-name.js";
import type { FileFacts } from "../../file-facts.js";
import { chainEnd } from "../../flow/call-chain.js";
import { resultName } from "../../flow/result-name.js";
import { isFunction, type Call, type Node } from "../../source.js";
import { accessOf, type Access } from "../access.js";
import type { RequestInput } from "../request.js";
import type { Danger, Sink } from "../sink.js";

/**
 * A value in a filter of MongoDB, where an object is an operator. Mongoose casts what an operator compares with and keeps the
 * operator, unless `sanitizeFilter` is on (mongoosejs.com/docs/api/mongoose.html, "sanitizeFilter").
 */
export const mongoFilter: Sink = {
  mechanism: "plain-values",
  find,
  accepts: (input, facts) => input.form === "any" && mayBeObject(facts, input),
  purpose: "a plain value",
  isOnePerHandler: true,
  isTamed: (facts) => facts.packageMentions(SANITISES),
  detail: (input, where) =>
    `\`${input}\` may be an object such as \`{ $ne: null }\`, which ${where} takes for an operator`,
  remedy: "a schema that allows nothing but a string, or `{ $eq: value }`",
};

const SANITISES = /\bsanitizeFilter\b|mongo-sanitize|\bmongoSanitize\b/;

/** What in a package's sources shows that bodies become objects; Fastify, Hono, Nest and Next do so by themselves. */
const PARSES_JSON =
  /(?:express|bodyParser|bp)\.json\(|(?<![.\w])json\(\s*[){]|\bbodyParser\(|koa-body|koaBody|extended:\s*true|urlencoded\(\)|bodyparser/;

function mayBeObject(facts: FileFacts, { framework, part }: RequestInput): boolean {
  const isParsedByItself = /^(?:fastify|hono|nest|next)/.test(framework);
  return part === "query" || isParsedByItself || facts.packageMentions(PARSES_JSON);
}

const LIBRARIES = new Set(["mongoose", "mongodb", "marsdb"]);

const FILTERS =
  /^(?:find|findOne|findOneAnd\w+|updateOne|updateMany|update|deleteOne|deleteMany|replaceOne|count|countDocuments|exists|remove)$/;

const BY_ID = /^findById\w*$/;

function find(facts: FileFacts, call: Call): readonly Danger[] {
  const draft = facts.draftOf(call);
  if (draft?.kind !== "database-query" || !LIBRARIES.has(draft.library)) return [];
  const [filter] = call.arguments;
  if (!filter || isOnlyAskedFor(facts, call)) return [];
  const found = FILTERS.test(draft.operation)
    ? valuesIn(facts, filter, 0)
    : BY_ID.test(draft.operation)
      ? exact(facts, filter)
      : [];
  return found.map(({ node, access }) => ({
    call,
    node,
    access,
    library: draft.library,
    operation: facts.textOf(call.callee),
  }));
}

/** A read of which the code only asks whether it gave anything: one more match refuses one more request. */
function isOnlyAskedFor(facts: FileFacts, call: Call): boolean {
  const name = resultName(chainEnd(call));
  if (name?.type !== "Identifier") return false;
  const references = facts.bindings.variables.of(name)?.references ?? [];
  return references
    .filter((reference) => reference.isRead())
    .every(({ identifier }) => isInTest(identifier));
}

function isInTest(node: Node): boolean {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (parent.type === "IfStatement") return parent.test === current;
    const isHanded = parent.type === "CallExpression" && parent.callee !== current;
    if (isHanded || isFunction(parent) || parent.type === "BlockStatement") return false;
  }
  return false;
}

interface Value {
  readonly node: Node;
  readonly access: Access;
}

function exact(facts: FileFacts, node: Node): readonly Value[] {
  const access = accessOf(facts, node);
  return access && !access.isText ? [{ node, access }] : [];
}

/** The values of a filter that are compared as they come, and what is spread into it. */
function valuesIn(facts: FileFacts, filter: Node, depth: number): readonly Value[] {
  if (depth > 3) return [];
  const whole = exact(facts, filter);
  if (whole.length > 0) return whole;
  const object = objectIn(facts, filter);
  return (object?.properties ?? []).flatMap((property) => {
    if (property.type === "SpreadElement") return exact(facts, property.argument);
    const name = staticName(property);
    if (name && /^\$(?:and|or|nor)$/.test(name)) return alternatives(facts, property.value, depth);
    return name?.startsWith("$") ? [] : exact(facts, property.value);
  });
}

function alternatives(facts: FileFacts, list: Node, depth: number): readonly Value[] {
  const value = unwrap(list);
  if (value.type !== "ArrayExpression") return [];
  return value.elements.flatMap((item) => (item ? valuesIn(facts, item, depth + 1) : []));
}

function objectIn(facts: FileFacts, node: Node): TSESTree.ObjectExpression | undefined {
  const value = unwrap(node);
  return value.type === "ObjectExpression" ? value : facts.bindings.objectOf(value);
}

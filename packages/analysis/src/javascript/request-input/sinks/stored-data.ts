import { calleeName, staticName, unwrap } from "../../bindings/static-name.js";
import { soleValue } from "../../bindings/variables.js";
import type { FileFacts } from "../../file-facts.js";
import type { Call, Node } from "../../source.js";
import { accessOf, fieldsOf, type Access } from "../access.js";
import type { Danger, Sink } from "../sink.js";

/** What is written to a database. */
export const storedData: Sink = {
  mechanism: "validation",
  find,
  carried: (facts, argument) => valuesIn(facts, argument, 0).map(({ access }) => access),
  accepts: ({ part }) => part === "body",
  purpose: "any check",
  isOnePerHandler: true,
  detail: (input, where) => `\`${input}\` goes into ${where} as the client sent it`,
  remedy: "a schema before it: `const input = schema.parse(…)`",
};

const WRITES =
  /^(?:create|createMany|createManyAndReturn|insert|insertOne|insertMany|insertAll|save|bulkCreate|bulkInsert|upsert|update|updateOne|updateMany|replaceOne|findOneAndUpdate|findOneAndReplace|findByIdAndUpdate|build)$/;

/** Writes whose first argument says which row. */
const SELECTS_FIRST =
  /^(?:update|updateOne|updateMany|replaceOne|findOneAndUpdate|findOneAndReplace|findByIdAndUpdate)$/;

function find(facts: FileFacts, call: Call): readonly Danger[] {
  const draft = facts.draftOf(call);
  if (draft?.kind !== "database-query" || draft.details?.sql) return [];
  if (!WRITES.test(draft.operation)) return [];
  const isWhole = HAS_SCHEMA.has(draft.library);
  return dataOf(call, draft)
    .flatMap((data) => valuesIn(facts, data, 0))
    .filter(({ access }) => !isWhole || isWholePart(access))
    .map(({ node, access }) => ({
      call,
      node,
      access,
      library: draft.library,
      operation: facts.textOf(call.callee),
    }));
}

/** A model of mongoose casts and checks single fields; a whole body may set any of them. */
const HAS_SCHEMA = new Set(["mongoose"]);

function isWholePart({ names }: Access): boolean {
  return fieldsOf(names).length <= 1;
}

function dataOf(
  { arguments: given }: Call,
  { library, operation }: { readonly library: string; readonly operation: string },
): readonly Node[] {
  const [first, second] = given;
  const isSequelize = library === "sequelize";
  const data = SELECTS_FIRST.test(operation) && !isSequelize && second ? second : first;
  if (!data) return [];
  const options = unwrap(data);
  if (options.type !== "ObjectExpression" || !library.includes("prisma")) return [data];
  return options.properties.flatMap((property) =>
    property.type === "Property" && /^(?:data|create|update)$/.test(staticName(property) ?? "")
      ? [property.value]
      : [],
  );
}

interface Value {
  readonly node: Node;
  readonly access: Access;
}

/** Calls that make a record of what they are given: `repository.create(body)`. */
const MAKES = /^(?:create|build|merge|assign|preload|plainToClass|plainToInstance|fromJson)$/;

function valuesIn(facts: FileFacts, node: Node, depth: number): readonly Value[] {
  if (depth > 4) return [];
  const value = unwrap(node);
  const access = accessOf(facts, value);
  if (access) return access.isText ? [] : [{ node: value, access }];
  switch (value.type) {
    case "ObjectExpression":
      return value.properties.flatMap((property) =>
        valuesIn(
          facts,
          property.type === "Property" ? property.value : property.argument,
          depth + 1,
        ),
      );
    case "Identifier": {
      const variable = facts.bindings.variables.of(value);
      const held = variable && soleValue(variable);
      return [
        ...(held ? valuesIn(facts, held, depth + 1) : []),
        ...assignedTo(facts, value).flatMap((given) => valuesIn(facts, given, depth + 1)),
      ];
    }
    case "NewExpression":
      return value.arguments.flatMap((argument) => valuesIn(facts, argument, depth + 1));
    case "CallExpression":
      return MAKES.test(calleeName(value.callee) ?? "")
        ? value.arguments.flatMap((argument) => valuesIn(facts, argument, depth + 1))
        : [];
    default:
      return [];
  }
}

/** What `Object.assign(record, body)` puts into a record that was made before. */
function assignedTo(facts: FileFacts, record: Node): readonly Node[] {
  const references = facts.bindings.variables.of(record)?.references ?? [];
  return references.flatMap(({ identifier: { parent }, identifier }) => {
    if (parent.type !== "CallExpression" || parent.arguments[0] !== identifier) return [];
    return facts.textOf(parent.callee) === "Object.assign" ? parent.arguments.slice(1) : [];
  });
}

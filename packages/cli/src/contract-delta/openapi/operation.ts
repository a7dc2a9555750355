import { listOf, valueAt, type Specification, type SpecNode } from "./specification.js";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** One way to call the API, the same for every version of OpenAPI. */
export interface Operation {
  /** `GET /orders/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly node: SpecNode;
  readonly isDeprecated: boolean;
  /** Said to be for nobody outside, or not to last. */
  readonly isUnstable: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  /** By status: `200`, `2XX`, `default`. */
  readonly answers: ReadonlyMap<string, Body>;
  readonly security: readonly Requirement[];
}

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly node: SpecNode;
  readonly schema: SpecNode | undefined;
}

export interface Body {
  readonly node: SpecNode;
  readonly isRequired: boolean;
  /** Schemas by media type, in small letters and without parameters. */
  readonly content: ReadonlyMap<string, SpecNode | undefined>;
}

/** Everything that one way to be let in asks for, each with its scopes; nothing for anybody. */
export type Requirement = ReadonlyMap<string, ReadonlySet<string>>;

/** Every operation of a specification, by method and path without the names of parameters. */
export function operationsOf(specification: Specification): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  const paths = specification.child(specification.root, "paths");
  for (const [path, item] of specification.children(paths)) {
    if (!path.startsWith("/")) continue;
    for (const method of METHODS) {
      const node = specification.child(item, method);
      if (!node) continue;
      const operation = readOperation(specification, { method, path, item, node });
      operations.set(keyOf(method, path), operation);
    }
  }
  return operations;
}

export function keyOf(method: string, path: string): string {
  // Some write Express's `:id`, and mean `{id}`.
  const plain = path.replaceAll(/\{[^}]*\}|(?<=\/):[^/]+/g, "{}");
  return `${method} ${plain.replace(/(?<=.)\/$/, "")}`;
}

interface Placed {
  readonly method: string;
  readonly path: string;
  readonly item: SpecNode;
  readonly node: SpecNode;
}

function readOperation(specification: Specification, placed: Placed): Operation {
  const { method, path, item, node } = placed;
  const all = parametersOf(specification, item, node);
  const stability = specification.text(node, "x-stability-level");
  return {
    name: `${method.toUpperCase()} ${path}`,
    method,
    path,
    node,
    isDeprecated: specification.isTrue(node, "deprecated"),
    isUnstable:
      specification.isTrue(node, "x-internal") ||
      (stability !== undefined && /^(?:draft|alpha|beta)$/i.test(stability)),
    parameters: all.filter(({ in: place }) => place !== "body"),
    body: bodyOf(specification, node, all),
    answers: answersOf(specification, node),
    security: securityOf(specification, node),
  };
}

/** Those of the operation before those of its path. */
function parametersOf(
  specification: Specification,
  item: SpecNode,
  node: SpecNode,
): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const owner of [node, item]) {
    for (const [, one] of specification.children(specification.child(owner, "parameters"))) {
      const place = specification.text(one, "in") ?? "";
      const written = specification.text(one, "name") ?? "";
      const name = place === "header" ? written.toLowerCase() : written;
      if (place === "" || name === "" || isPlainHeader(place, name)) continue;
      const key = `${place} ${name}`;
      if (found.has(key)) continue;
      found.set(key, {
        in: place,
        name,
        isRequired: specification.isTrue(one, "required"),
        isDeprecated: specification.isTrue(one, "deprecated"),
        node: one,
        schema:
          specification.child(one, "schema") ?? contentOf(specification, one) ?? ownSchema(one),
      });
    }
  }
  return [...found.values()];
}

/** OpenAPI ignores parameters that describe them. */
function isPlainHeader(place: string, name: string): boolean {
  return place === "header" && /^(?:accept|content-type|authorization)$/.test(name);
}

function contentOf(specification: Specification, parameter: SpecNode): SpecNode | undefined {
  const [first] = specification.children(specification.child(parameter, "content"));
  return first && specification.child(first[1], "schema");
}

/** Swagger 2 writes a parameter's type into the parameter. */
function ownSchema(parameter: SpecNode): SpecNode | undefined {
  return valueAt(parameter.value, "type") === undefined ? undefined : parameter;
}

function bodyOf(
  specification: Specification,
  node: SpecNode,
  parameters: readonly Parameter[],
): Body | undefined {
  const own = specification.child(node, "requestBody");
  if (own) {
    return {
      node: own,
      isRequired: specification.isTrue(own, "required"),
      content: mediaOf(specification, own),
    };
  }
  const body = parameters.find(({ in: place }) => place === "body");
  if (!body) return undefined;
  const types = mediaTypes(specification, node, "consumes");
  return {
    node: body.node,
    isRequired: body.isRequired,
    content: new Map(types.map((type) => [type, body.schema])),
  };
}

function answersOf(specification: Specification, node: SpecNode): ReadonlyMap<string, Body> {
  const answers = specification.children(specification.child(node, "responses"));
  return new Map(
    answers
      .filter(([status]) => !status.startsWith("x-"))
      .map(([status, answer]) => {
        const schema = specification.child(answer, "schema");
        const content = schema
          ? new Map(mediaTypes(specification, node, "produces").map((type) => [type, schema]))
          : mediaOf(specification, answer);
        return [status.toUpperCase(), { node: answer, isRequired: true, content }];
      }),
  );
}

function mediaOf(specification: Specification, node: SpecNode): Body["content"] {
  return new Map(
    specification
      .children(specification.child(node, "content"))
      .map(([type, media]) => [plainType(type), specification.child(media, "schema")]),
  );
}

function mediaTypes(
  specification: Specification,
  node: SpecNode,
  key: "consumes" | "produces",
): readonly string[] {
  const own = valueAt(node.value, key) ?? valueAt(specification.root.value, key);
  const types = listOf(own).filter((type) => typeof type === "string");
  return types.length > 0 ? types.map(plainType) : ["application/json"];
}

function plainType(type: string): string {
  return type.replace(/;.*$/, "").trim().toLowerCase();
}

function securityOf(specification: Specification, node: SpecNode): readonly Requirement[] {
  const written = valueAt(node.value, "security") ?? valueAt(specification.root.value, "security");
  return listOf(written).map(
    (requirement) =>
      new Map(
        Object.keys(Object(requirement) as object).map((name) => [
          schemeOf(specification, name),
          new Set(listOf(valueAt(requirement, name)).filter((scope) => typeof scope === "string")),
        ]),
      ),
  );
}

/** What a scheme asks for, whatever it is called. */
function schemeOf(specification: Specification, name: string): string {
  const { root } = specification;
  const components = specification.child(root, "components");
  const schemes =
    (components && specification.child(components, "securitySchemes")) ??
    specification.child(root, "securityDefinitions");
  const scheme = schemes && specification.child(schemes, name);
  if (!scheme) return name;
  const parts = ["type", "scheme", "in", "name"].map(
    (key) => specification.text(scheme, key) ?? "",
  );
  return parts.join(" ").trim().toLowerCase();
}

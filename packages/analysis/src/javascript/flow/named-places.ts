import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass } from "../bindings/class-members.js";
import { destructuredKey, staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { exportAssignedTo } from "../modules/exports.js";
import type { Node } from "../source.js";
import { LOST, NEW, type Next } from "./place.js";
import { allNodes, isWithin } from "./walk.js";

/** Where a declared name is read, and whether others may import it. */
export function namedPlaces(
  facts: FileFacts,
  declaration: Node,
  name: Node | null,
  way: readonly string[],
): readonly Next[] {
  const variable = name ? facts.bindings.variables.of(name) : undefined;
  // A class has its name twice: outside, and in its own scope.
  const variables =
    declaration.type === "ClassDeclaration"
      ? facts.source.scopeManager.getDeclaredVariables(declaration)
      : variable
        ? [variable]
        : [];
  const reads = variables
    .flatMap(({ references }) => references)
    .filter((reference) => reference.isRead())
    .map(({ identifier }): Next => ({ kind: "place", node: identifier, way }));
  const exporter = declaration.parent?.type;
  if (exporter === "ExportDefaultDeclaration") return [exported("default", way), ...reads];
  return exporter === "ExportNamedDeclaration" && name?.type === "Identifier"
    ? [exported(name.name, way), ...reads]
    : reads;
}

/** Where the value of a `const` goes, destructured or not. */
export function declaredPlaces(
  facts: FileFacts,
  { id, parent }: TSESTree.VariableDeclarator,
  way: readonly string[],
): readonly Next[] {
  if (id.type === "Identifier") return namedPlaces(facts, parent, id, way);
  if (id.type !== "ObjectPattern") return [LOST];
  return id.properties.flatMap((property) => {
    if (property.type !== "Property") return [LOST];
    const { value } = property;
    const name = value.type === "AssignmentPattern" ? value.left : value;
    return way.length > 0 && destructuredKey(id, name) === way[0]
      ? namedPlaces(facts, parent, name, way.slice(1))
      : [];
  });
}

export function assignedPlaces(
  facts: FileFacts,
  target: Node,
  way: readonly string[],
): readonly Next[] {
  const name = exportAssignedTo(target);
  if (name !== undefined) return [exported(name, way)];
  if (target.type === "Identifier") return namedPlaces(facts, target, target, way);
  const member = target.type === "MemberExpression" ? staticName(target) : undefined;
  if (target.type !== "MemberExpression" || member === undefined) return [LOST];
  const { object } = target;
  if (object.type === "Identifier") return namedPlaces(facts, object, object, [member, ...way]);
  const body = object.type === "ThisExpression" ? enclosingClass(object) : undefined;
  return body ? placesOfThis(body, member, way) : [LOST];
}

/** Where a method or field is read: through `this`, and through instances or the class. */
export function fieldPlaces(
  facts: FileFacts,
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  way: readonly string[],
): readonly Next[] {
  const name = staticName(member);
  const { parent: body } = member;
  const isAccessor = member.type === "MethodDefinition" && /^[gs]et$/.test(member.kind);
  if (name === undefined || isAccessor) return [LOST];
  const inside = placesOfThis(body, name, way, member.static);
  if (member.accessibility === "private" || name.startsWith("#")) return inside;
  const outside = [...(member.static ? [] : [NEW]), name, ...way];
  const { parent: owner } = body;
  return owner.type === "ClassDeclaration"
    ? [...inside, ...namedPlaces(facts, owner, owner.id, outside)]
    : [...inside, { kind: "place", node: owner, way: outside }];
}

/** Where what has a class for its type is read: a parameter, and the field it becomes. */
export function typedPlaces(
  facts: FileFacts,
  type: TSESTree.TSTypeReference,
  way: readonly string[],
): readonly Next[] {
  const holder = type.parent.type === "TSTypeAnnotation" ? type.parent.parent : undefined;
  if (holder?.type === "PropertyDefinition") {
    const name = staticName(holder);
    return name === undefined ? [LOST] : placesOfThis(holder.parent, name, way);
  }
  if (holder?.type !== "Identifier") return [LOST];
  const body = holder.parent.type === "TSParameterProperty" ? enclosingClass(holder) : undefined;
  return [
    ...namedPlaces(facts, holder, holder, way),
    ...(body ? placesOfThis(body, holder.name, way) : []),
  ];
}

/** `this.name` wherever it is read in a class. */
function placesOfThis(
  body: TSESTree.ClassBody,
  name: string,
  way: readonly string[],
  isStatic = false,
): readonly Next[] {
  const places: Next[] = [];
  for (const node of allNodes(body)) {
    if (node.type !== "MemberExpression" || node.object.type !== "ThisExpression") continue;
    const isTarget = node.parent.type === "AssignmentExpression" && node.parent.left === node;
    const isOurs = staticName(node) === name && enclosingClass(node) === body;
    if (isOurs && !isTarget && isInStatic(node, body) === isStatic)
      places.push({ kind: "place", node, way });
  }
  return places;
}

/** `this` is the class itself in a static member, and an instance elsewhere. */
function isInStatic(node: Node, body: TSESTree.ClassBody): boolean {
  const member = body.body.find((candidate) => isWithin(node, candidate));
  return (
    member?.type === "StaticBlock" || (member !== undefined && "static" in member && member.static)
  );
}

export function exported(name: string, way: readonly string[]): Next {
  return { kind: "exported", way: [name, ...way] };
}

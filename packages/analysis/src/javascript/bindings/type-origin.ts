import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { importOrigin, moduleOrigin } from "./import-origin.js";
import { declaredHere, instanceOf, memberOf, resultOf, type Origin } from "./origin.js";
import { destructuredKey, staticName } from "./static-name.js";
import { soleDefinition, type Variables } from "./variables.js";

/** What reading a type needs of the file it is written in. */
export interface TypeScope {
  readonly variables: Variables;
  origin(node: Node): Origin | undefined;
}

/** Types that say nothing but how a value is wrapped; a promise is looked through, as `await` is. */
const WRAPPERS = new Set([
  "Promise",
  "PromiseLike",
  "Awaited",
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "Omit",
  "Pick",
]);

/** What a value of a type refers to: `pool: Pool` is `new Pool`, and so is `pool: Promise<Pool> | undefined`. */
export function typeOrigin(scope: TypeScope, type: TSESTree.TypeNode): Origin | undefined {
  switch (type.type) {
    case "TSUnionType":
      return unionOrigin(scope, type);
    case "TSIntersectionType":
      return type.types.map((member) => typeOrigin(scope, member)).find(Boolean);
    case "TSTypeReference":
      return referenceOrigin(scope, type);
    case "TSTypeQuery":
      return type.exprName.type === "Identifier" ? scope.origin(type.exprName) : undefined;
    case "TSTypeLiteral":
      return instanceOf(declaredHere(type, "type"));
    case "TSImportType":
      return importedType(type);
    default:
      return undefined;
  }
}

/** What a name is declared to be; for a part of a pattern, by the pattern's type. */
export function annotatedOrigin(
  scope: TypeScope,
  name: Node,
  pattern: Node = name,
): Origin | undefined {
  const holder = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
  const isTyped = holder.type === "Identifier" || holder.type === "ObjectPattern";
  const annotation = isTyped ? holder.typeAnnotation : undefined;
  const declared = annotation && typeOrigin(scope, annotation.typeAnnotation);
  if (!declared || holder.type !== "ObjectPattern") return declared;
  const key = destructuredKey(holder, name);
  return key === undefined ? undefined : memberOf(declared, key);
}

/** Several types of one package have that package's meaning: `PrismaClient | Prisma.TransactionClient`. */
function unionOrigin(scope: TypeScope, { types }: TSESTree.TSUnionType): Origin | undefined {
  const origins = types
    .filter((member) => !isNothing(member))
    .map((member) => typeOrigin(scope, member));
  const [first] = origins;
  return first && origins.every((origin) => origin?.module === first.module) ? first : undefined;
}

function isNothing({ type }: TSESTree.TypeNode): boolean {
  return type === "TSUndefinedKeyword" || type === "TSNullKeyword";
}

function referenceOrigin(scope: TypeScope, type: TSESTree.TSTypeReference): Origin | undefined {
  const { typeName: name } = type;
  const [argument] = type.typeArguments?.params ?? [];
  if (name.type === "Identifier" && argument && !scope.variables.of(name)) {
    if (WRAPPERS.has(name.name)) return typeOrigin(scope, argument);
    if (argument.type !== "TSTypeQuery" || argument.exprName.type !== "Identifier")
      return undefined;
    const origin = scope.origin(argument.exprName);
    if (name.name === "ReturnType") return origin && resultOf(origin);
    return name.name === "InstanceType" && origin ? instanceOf(origin) : undefined;
  }
  const base = typeNameOrigin(scope, name);
  if (!base) return undefined;
  const alias = base.declaration?.type === "TSTypeAliasDeclaration" ? base.declaration : undefined;
  return alias ? typeOrigin(scope, alias.typeAnnotation) : instanceOf(base);
}

function typeNameOrigin(scope: TypeScope, name: TSESTree.EntityName): Origin | undefined {
  if (name.type === "TSQualifiedName") {
    const base = typeNameOrigin(scope, name.left);
    return base && memberOf(base, name.right.name);
  }
  if (name.type !== "Identifier") return undefined;
  const variable = scope.variables.of(name);
  const definition = variable && soleDefinition(variable);
  if (!definition) return undefined;
  if (definition.type === DefinitionType.ImportBinding) return importOrigin(definition);
  const isDeclared =
    definition.type === DefinitionType.ClassName || definition.type === DefinitionType.Type;
  if (isDeclared) return declaredHere(definition.node, name.name);
  // `const Redis = require("ioredis")` is used as a type too.
  return definition.type === DefinitionType.Variable ? scope.origin(name) : undefined;
}

/** `import("pg").Pool` as a type. */
function importedType({ source, qualifier }: TSESTree.TSImportType): Origin | undefined {
  const module = moduleOrigin(source);
  if (!module || !qualifier) return module;
  const names = namesOf(qualifier);
  return names && instanceOf(names.reduce(memberOf, module));
}

function namesOf(name: TSESTree.EntityName): readonly string[] | undefined {
  if (name.type === "Identifier") return [name.name];
  if (name.type !== "TSQualifiedName") return undefined;
  const left = namesOf(name.left);
  return left && [...left, name.right.name];
}

type MemberHolder = TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeLiteral;

function membersOf(declaration: MemberHolder): readonly TSESTree.TypeElement[] {
  return declaration.type === "TSTypeLiteral" ? declaration.members : declaration.body.body;
}

/** The declared type of a property of an interface or type literal. */
export function memberType(declaration: MemberHolder, name: string): TSESTree.TypeNode | undefined {
  for (const member of membersOf(declaration)) {
    if (member.type !== "TSPropertySignature" || staticName(member) !== name) continue;
    return member.typeAnnotation?.typeAnnotation;
  }
  return undefined;
}

/** What a method of an interface or type literal is declared to return: `save(): T`, `save: () => T`. */
export function methodReturnType(
  declaration: MemberHolder,
  name: string,
): TSESTree.TypeNode | undefined {
  for (const member of membersOf(declaration)) {
    if (member.type === "TSMethodSignature" && staticName(member) === name)
      return member.returnType?.typeAnnotation;
  }
  const type = memberType(declaration, name);
  return type?.type === "TSFunctionType" ? type.returnType?.typeAnnotation : undefined;
}

import type { Definition, ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { JavaScriptSource, Node } from "../source.js";
import { staticName } from "./static-name.js";

/** Which variable each identifier of a file refers to. */
export class Variables {
  readonly #source: JavaScriptSource;
  #byIdentifier: ReadonlyMap<Node, Variable> | undefined;

  constructor(source: JavaScriptSource) {
    this.#source = source;
  }

  /** The variable an identifier refers to; undefined for a global that the file does not declare. */
  of(identifier: Node): Variable | undefined {
    this.#byIdentifier ??= variablesByIdentifier(this.#source.scopeManager);
    const variable = this.#byIdentifier.get(identifier);
    return variable && variable.defs.length > 0 ? variable : undefined;
  }
}

function variablesByIdentifier({ scopes }: ScopeManager): ReadonlyMap<Node, Variable> {
  const found = new Map<Node, Variable>();
  for (const scope of scopes) {
    for (const { identifier, resolved } of scope.references) {
      if (resolved) found.set(identifier, resolved);
    }
    for (const variable of scope.variables) {
      for (const identifier of variable.identifiers) found.set(identifier, variable);
    }
  }
  return found;
}

/** A variable's one definition; undefined when it was declared twice. */
export function soleDefinition(variable: Variable): Definition | undefined {
  return variable.defs.length === 1 ? variable.defs[0] : undefined;
}

/** The one expression that is ever assigned to a variable; undefined when there are none or several. */
export function soleValue(variable: Variable): TSESTree.Expression | undefined {
  const writes = variable.references.filter((reference) => reference.isWrite());
  const [write] = writes;
  if (!write || writes.length > 1) return undefined;
  const target = write.identifier.parent;
  const isPlain =
    (target.type === "VariableDeclarator" &&
      target.id === write.identifier &&
      !isWalkedOver(target)) ||
    (target.type === "AssignmentExpression" &&
      target.operator === "=" &&
      target.left === write.identifier);
  // Sound: what a plain declaration or assignment writes is an expression.
  return isPlain ? (write.writeExpr as TSESTree.Expression | undefined) : undefined;
}

/** The expressions that are assigned to a variable as they stand, without those that say that there is nothing yet. */
export function valuesWritten(variable: Variable): readonly Node[] {
  return variable.references.flatMap((reference) => {
    const { parent } = reference.identifier;
    const value = reference.writeExpr;
    const isPlain =
      (parent.type === "VariableDeclarator" && !isWalkedOver(parent)) ||
      parent.type === "AssignmentExpression";
    return reference.isWrite() && isPlain && value && !isNothing(value) ? [value] : [];
  });
}

function isNothing(value: Node): boolean {
  return (
    (value.type === "Literal" && value.value === null) ||
    (value.type === "Identifier" && value.name === "undefined")
  );
}

/** True for the variable of a loop, which gets one value after the other: `user` of `for (const user of users)`. */
function isWalkedOver({ parent }: TSESTree.VariableDeclarator): boolean {
  return parent.parent.type === "ForOfStatement" && parent.parent.left === parent;
}

/** Stands for a property whose name the source does not fix. */
const ANY = Symbol("any");

const propertiesSet = new WeakMap<Variable, ReadonlySet<string | typeof ANY>>();

/** True when the property `name` of what a variable holds, or one that is not known, is set after it was made. */
export function isPropertySet(variable: Variable, name: string): boolean {
  const known = propertiesSet.get(variable);
  const found =
    known ?? new Set(variable.references.flatMap(({ identifier }) => propertySetAt(identifier)));
  if (!known) propertiesSet.set(variable, found);
  return found.has(ANY) || found.has(name);
}

/** `variable.name = …`, `variable[…] = …` and `Object.assign(variable, …)`. */
function propertySetAt(identifier: Node): readonly (string | typeof ANY)[] {
  const { parent } = identifier;
  if (parent?.type === "CallExpression") return isAssignedTo(parent, identifier) ? [ANY] : [];
  const isTarget =
    parent?.type === "MemberExpression" &&
    parent.object === identifier &&
    parent.parent.type === "AssignmentExpression" &&
    parent.parent.left === parent;
  return isTarget ? [staticName(parent) ?? ANY] : [];
}

function isAssignedTo(
  { callee, arguments: [target] }: TSESTree.CallExpression,
  identifier: Node,
): boolean {
  if (target !== identifier || callee.type !== "MemberExpression") return false;
  const { object } = callee;
  return (
    object.type === "Identifier" && object.name === "Object" && staticName(callee) === "assign"
  );
}

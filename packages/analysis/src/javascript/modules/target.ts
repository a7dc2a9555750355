import type { TSESTree } from "@typescript-eslint/types";
import type { Origin } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import type { FunctionNode } from "../source.js";

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type TypeNode = TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeLiteral;

/** A function with the file it is written in. */
export interface LocatedFunction {
  readonly node: FunctionNode;
  readonly facts: FileFacts;
}

/** What an expression leads to in the end: something of a package, or something that the project declares. */
export type Target =
  | { readonly kind: "package"; readonly origin: Origin }
  | ({ readonly kind: "function" } & LocatedFunction)
  | { readonly kind: "class" | "instance"; readonly node: ClassNode; readonly facts: FileFacts }
  /** A value of which only the interface is known. */
  | { readonly kind: "typed"; readonly node: TypeNode; readonly facts: FileFacts }
  | {
      readonly kind: "object";
      readonly node: TSESTree.ObjectExpression;
      readonly facts: FileFacts;
    }
  /** The name of a type that stands for another; a value of that type is what it stands for. */
  | { readonly kind: "alias"; readonly value: Target }
  /** A method of which only the declaration is in sight: of an interface, or an abstract class. */
  | {
      readonly kind: "signature";
      readonly returns: TSESTree.TypeNode;
      readonly facts: FileFacts;
      /** The interface that declares it, by name. */
      readonly owner?: { readonly interface: string; readonly method: string };
    }
  | { readonly kind: "module"; readonly facts: FileFacts };

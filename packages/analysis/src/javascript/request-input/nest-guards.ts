import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { typeOrigin } from "../bindings/type-origin.js";
import { followOrigin } from "../modules/follow-origin.js";
import type { ClassNode } from "../modules/target.js";
import type { Node } from "../source.js";
import { nestDecorator, type RequestInput } from "./request.js";

/** What in a package's sources shows that a pipe looks at what comes in. */
const HAS_PIPE =
  /\bValidationPipe\b|\bAPP_PIPE\b|\buseGlobalPipes\b|\w*ValidationPipe\b|\bPipeTransform\b/;

/**
 * True where a pipe may look at a parameter of a Nest handler: one of its own, or one for all that knows its class.
 * Nest's `ValidationPipe` leaves alone what has no class of its own (docs.nestjs.com/techniques/validation).
 */
export function nestMayVet(facts: FileFacts, { access }: RequestInput): boolean {
  const { function: handler, index } = access;
  const decorator = nestDecorator(facts, handler, index);
  if (!decorator) return true;
  const [first, ...pipes] = decorator.arguments;
  if (pipes.length > 0 || (first && first.type !== "Literal")) return true;
  const method = handler.parent;
  const owner = method.parent?.parent;
  if ([method, owner].some((node) => node !== undefined && isPiped(facts, node))) return true;
  const type = typeOf(handler.params[index]);
  if (!type || SHAPELESS.test(type.type)) return false;
  if (type.type !== "TSTypeReference") return true;
  const declared = declaredBy(facts, type);
  if (declared === "interface") return false;
  // A class is checked by a pipe, where there is one.
  return declared === undefined || facts.packageMentions(HAS_PIPE);
}

const SHAPELESS = /^TS(?:Any|Unknown|Object|TypeLiteral|Record)/;

function isPiped(facts: FileFacts, node: Node): boolean {
  const decorators = "decorators" in node ? node.decorators : [];
  return decorators.some((one) => /Pipe|Valid|Schema|Contract|Ts[Rr]est/.test(facts.textOf(one)));
}

function typeOf(parameter: Node | undefined): TSESTree.TypeNode | undefined {
  const holder = parameter?.type === "AssignmentPattern" ? parameter.left : parameter;
  return holder?.type === "Identifier" || holder?.type === "ObjectPattern"
    ? holder.typeAnnotation?.typeAnnotation
    : undefined;
}

function declaredBy(
  facts: FileFacts,
  type: TSESTree.TSTypeReference,
): ClassNode | "interface" | undefined {
  if (
    type.typeName.type === "Identifier" &&
    /^(?:Record|Partial|Omit|Pick)$/.test(type.typeName.name)
  )
    return "interface";
  const origin = typeOrigin(facts.bindings, type);
  const target = origin && followOrigin(facts, origin);
  if (target?.kind === "class" || target?.kind === "instance") return target.node;
  if (target?.kind === "typed") return "interface";
  return undefined;
}

import type { FaultSite, SourceRange } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { addChildren } from "./parse.js";
import { Positions } from "./positions.js";
import { isFunction, type Node } from "./source.js";

/**
 * Where code can be put that runs when a site's code does, and that changes nothing else: a statement of its own at
 * `start`, or, for `expression`, the left side of a comma around `start` to `end`. Offsets into the file's text.
 */
export type CountingPlace =
  | { readonly form: "statement" | "after-directive"; readonly start: number }
  | { readonly form: "expression"; readonly start: number; readonly end: number };

/** What a counter needs to know of a file. */
export interface CountingPlaces {
  /** Where the file's own code begins: after a hashbang, comments and directives. */
  readonly start: CountingPlace;
  /** By site; a site that is missing can't be counted. */
  readonly ofSites: ReadonlyMap<FaultSite["id"], CountingPlace>;
}

/** Where to count each site of a parsed file. */
export function countingPlaces(
  { text, ast }: { readonly text: string; readonly ast: TSESTree.Program },
  sites: readonly FaultSite[],
): CountingPlaces {
  const positions = new Positions(text);
  const ofSites = new Map<FaultSite["id"], CountingPlace>();
  for (const { id, extent } of sites) {
    const node = nodeOf(ast, offsets(extent, positions));
    const place = node && placeOf(node);
    if (place) ofSites.set(id, place);
  }
  return { start: beginningOfFile(ast), ofSites };
}

type Offsets = readonly [start: number, end: number];

function offsets(range: SourceRange, positions: Positions): Offsets {
  return [
    positions.offsetOf(range.line, range.column - 1),
    positions.offsetOf(range.endLine, range.endColumn - 1),
  ];
}

/** The innermost node that is exactly the stretch; none for an empty one. */
function nodeOf(ast: TSESTree.Program, [start, end]: Offsets): Node | undefined {
  if (start === end) return undefined;
  let found: Node | undefined;
  let node: Node | undefined = ast;
  while (node) {
    if (node.range[0] === start && node.range[1] === end) found = node;
    const children: Node[] = [];
    addChildren(node, children);
    node = children.find(({ range }) => range[0] <= start && end <= range[1]);
  }
  return found;
}

function placeOf(node: Node): CountingPlace | undefined {
  if (isFunction(node)) return placeOf(node.body);
  if (node.type === "Program") return beginningOfFile(node);
  if (node.type === "BlockStatement") return beginningOf(node.body, node.range[0] + 1);
  if (node.parent.type === "ArrowFunctionExpression" && node.parent.body === node)
    return around(node);
  const [first] = node.type === "SwitchCase" ? node.consequent : [];
  return placeOfCode(first ?? node);
}

/** With its first statement, since a hashbang or a comment for a tool goes before it. */
function beginningOfFile({ body }: TSESTree.Program): CountingPlace {
  return beginningOf(body, body[0]?.range[0] ?? 0);
}

/** `start`, unless there are directives, which must stay the first of their function. */
function beginningOf(body: readonly Node[], start: number): CountingPlace {
  const directive = body.findLast(isDirective);
  if (directive) return { form: "after-directive", start: directive.range[1] };
  return { form: "statement", start };
}

function isDirective(node: Node): boolean {
  return node.type === "ExpressionStatement" && typeof node.directive === "string";
}

/** Up from a piece of code to the statement that holds it, unless that may run without it. */
function placeOfCode(code: Node): CountingPlace | undefined {
  const whole = wholeChain(code);
  let node = whole;
  for (let parent = node.parent; parent; node = parent, parent = node.parent) {
    if (STATEMENT_LISTS.has(parent.type)) return { form: "statement", start: node.range[0] };
    if (UNTOUCHABLE.has(parent.type)) return undefined;
    if (mayBeLeftOut(node, parent)) return around(whole);
  }
  return undefined;
}

/** A link of a chain may not be taken out of it: `a?.b().c()` is left as a whole where `a` is missing. */
function wholeChain(code: Node): Node {
  let link: Node = code;
  for (;;) {
    const parent: Node | undefined = link.parent;
    if (parent?.type === "ChainExpression") return parent;
    const goesOn =
      (parent?.type === "MemberExpression" && parent.object === link) ||
      (parent?.type === "CallExpression" && parent.callee === link) ||
      parent?.type === "TSNonNullExpression";
    if (!parent || !goesOn) return code;
    link = parent;
  }
}

const STATEMENT_LISTS: ReadonlySet<string> = new Set([
  "Program",
  "BlockStatement",
  "StaticBlock",
  "TSModuleBlock",
]);

/** Their expressions are read by more than the engine: compilers, decorator metadata. */
const UNTOUCHABLE: ReadonlySet<string> = new Set([
  "Decorator",
  "TSEnumMember",
  "TSEnumBody",
  "ImportAttribute",
]);

/** Whether `parent` may run without `node`, or a statement can't be put before it. */
function mayBeLeftOut(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case "ConditionalExpression":
      return parent.test !== node;
    case "LogicalExpression":
    case "AssignmentPattern":
      return parent.right === node;
    case "AssignmentExpression":
      return parent.right === node && ["&&=", "||=", "??="].includes(parent.operator);
    case "ChainExpression":
      return true;
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
    case "PropertyDefinition":
    case "AccessorProperty":
    case "SwitchCase":
    case "LabeledStatement":
    case "DoWhileStatement":
      return true;
    case "IfStatement":
      return parent.test !== node;
    case "WhileStatement":
      return parent.body === node;
    case "ForStatement":
      return parent.init !== node;
    case "ForInStatement":
    case "ForOfStatement":
      return parent.right !== node;
    default:
      return false;
  }
}

/** Around an expression whose value is all that it is used for. */
function around(node: Node): CountingPlace | undefined {
  const { parent } = node;
  if (node.type === "ExpressionStatement") return around(node.expression);
  if (node.type === "ReturnStatement" || node.type === "ThrowStatement")
    return node.argument ? around(node.argument) : undefined;
  const isBody = parent?.type === "ArrowFunctionExpression" && parent.body === node;
  if (!isBody && !VALUES.has(node.type)) return undefined;
  // A call that reads its `this` from the chain, and `delete`, need the reference itself.
  if (node.type === "ChainExpression" && parent && takesReference(node, parent)) return undefined;
  return { form: "expression", start: node.range[0], end: node.range[1] };
}

const VALUES: ReadonlySet<string> = new Set([
  "AwaitExpression",
  "CallExpression",
  "ChainExpression",
  "ImportExpression",
  "NewExpression",
  "TaggedTemplateExpression",
]);

function takesReference(node: Node, parent: Node): boolean {
  return (
    (parent.type === "CallExpression" && parent.callee === node) ||
    (parent.type === "TaggedTemplateExpression" && parent.tag === node) ||
    (parent.type === "UnaryExpression" && parent.operator === "delete")
  );
}

import { absent, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { consoleExemption } from "../flow/console-exemption.js";
import { enclosingFunction } from "../flow/enclosing.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations, Statement } from "../relation.js";
import type { Node } from "../source.js";

const DETAIL = "`console` writes lines that no one can filter by field or level";
const REMEDY = 'logger.info({ … }, "…")';

/**
 * `console` is right in commands, in a logger's own code and where nobody has a logger yet;
 * elsewhere in a server it is not.
 */
export function consoleUse(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const lines = drafts.filter((draft): draft is DraftOf<"log"> => draft.kind === "log");
  const uses = lines.filter(({ library }) => library === "console");
  if (uses.length === 0) return { statements: [] };
  const others = lines.filter(({ library }) => library !== "console");
  const hasLogger = others.length > 0;
  const isReady = others.some(({ details }) => !details?.isOwn);
  const context = { facts, hasLogger, isReady, first: firstJudged(facts, uses) };
  return { statements: uses.flatMap((draft) => statementsOf(draft, context)) };
}

interface Context {
  readonly facts: FileFacts;
  /** True when the file logs through a logger somewhere. */
  readonly hasLogger: boolean;
  /** True when that logger is a library's, which is there as soon as the file is. */
  readonly isReady: boolean;
  /** The first use that may be judged; a missing logger is one cause, however many lines suffer. */
  readonly first: DraftOf<"log"> | undefined;
}

function statementsOf(
  draft: DraftOf<"log">,
  { facts, hasLogger, isReady, first }: Context,
): readonly Statement[] {
  const state = (mechanism: "structure" | "structure-throughout", fact: Fact): Statement => ({
    about: draft,
    mechanism,
    fact,
  });
  const exemption = consoleExemption(facts, draft.node);
  if (exemption !== undefined) return [state("structure", unknown(exemption))];
  if (!hasLogger && isShared(facts))
    return [state("structure", unknown("the file may run in a browser too"))];
  const isLogged = hasLogger || facts.package.logger !== undefined;
  const startsUp = isStartUp(facts, draft.node);
  if (isLogged && (!startsUp || isReady)) return [state("structure", absent(DETAIL, REMEDY))];
  if (!isLogged && facts.package.role !== "server")
    return [state("structure", unknown("the package is not known to be a server"))];
  const why = startsUp ? "the code runs at start-up" : "the package has no logger yet";
  if (!isLogged && hasFields(draft.node))
    return [state("structure", unknown("its fields stand beside the text"))];
  const isFirst = isLogged || draft === first;
  return [
    state("structure", unknown(why)),
    ...(isFirst ? [state("structure-throughout", absent(DETAIL, REMEDY))] : []),
  ];
}

/** A package with a folder `server` says that its other code is not only the server's. */
function isShared({ source, package: home }: FileFacts): boolean {
  return source.path !== undefined && home.isOutsideServer(source.path);
}

function firstJudged(
  facts: FileFacts,
  uses: readonly DraftOf<"log">[],
): DraftOf<"log"> | undefined {
  return uses.find(({ node }) => !hasFields(node) && consoleExemption(facts, node) === undefined);
}

/** `console.error("Not charged", { orderId })`: where there is no logger, that is as much structure as there can be. */
function hasFields(node: Node): boolean {
  const call = node.type === "CallExpression" ? node : node.parent;
  const last = call?.type === "CallExpression" ? call.arguments.at(-1) : undefined;
  return last?.type === "ObjectExpression" && last.properties.length > 0;
}

/** Code that runs once, while the module loads: at its top level, in `main()`, or as the banner of `listen()`. */
function isStartUp(facts: FileFacts, node: Node): boolean {
  const scope = enclosingFunction(node);
  if (!scope || isCallbackOfListen(scope.parent)) return true;
  const name = scope.parent.type === "VariableDeclarator" ? scope.parent.id : scope.id;
  const references = name ? facts.bindings.variables.of(name)?.references : undefined;
  const uses = (references ?? []).filter(({ identifier }) => identifier !== name);
  return uses.length > 0 && uses.every(({ identifier }) => isCalledAtTopLevel(identifier));
}

function isCallbackOfListen(call: Node): boolean {
  return (
    call.type === "CallExpression" &&
    call.callee.type === "MemberExpression" &&
    staticName(call.callee) === "listen"
  );
}

function isCalledAtTopLevel(callee: Node): boolean {
  return (
    callee.parent?.type === "CallExpression" &&
    callee.parent.callee === callee &&
    enclosingFunction(callee) === undefined
  );
}

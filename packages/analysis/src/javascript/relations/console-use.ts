import { absent, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { ancestorsInFunction, enclosingFunction } from "../flow/enclosing.js";
import type { FileFacts } from "../file-facts.js";
import { levelOf } from "../kinds/log.js";
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
  const hasLogger = lines.some(({ library }) => library !== "console");
  const context = { facts, hasLogger, first: firstJudged(facts, uses) };
  return { statements: uses.flatMap((draft) => statementsOf(draft, context)) };
}

interface Context {
  readonly facts: FileFacts;
  /** True when the file logs through a logger somewhere. */
  readonly hasLogger: boolean;
  /** The first use that may be judged; a missing logger is one cause, however many lines suffer. */
  readonly first: DraftOf<"log"> | undefined;
}

function statementsOf(
  draft: DraftOf<"log">,
  { facts, hasLogger, first }: Context,
): readonly Statement[] {
  const state = (mechanism: "structure" | "structure-throughout", fact: Fact): Statement => ({
    about: draft,
    mechanism,
    fact,
  });
  const exemption = exemptionOf(facts, draft.node);
  if (exemption !== undefined) return [state("structure", unknown(exemption))];
  const isLogged = hasLogger || facts.package.logger !== undefined;
  const startsUp = isStartUp(facts, draft.node);
  if (isLogged && (!startsUp || hasLogger)) return [state("structure", absent(DETAIL, REMEDY))];
  if (!isLogged && facts.package.role !== "server")
    return [state("structure", unknown("the package is not known to be a server"))];
  const why = startsUp ? "the code runs at start-up" : "the package has no logger yet";
  const isFirst = isLogged || draft === first;
  return [
    state("structure", unknown(why)),
    ...(isFirst ? [state("structure-throughout", absent(DETAIL, REMEDY))] : []),
  ];
}

function firstJudged(
  facts: FileFacts,
  uses: readonly DraftOf<"log">[],
): DraftOf<"log"> | undefined {
  return uses.find(({ node }) => exemptionOf(facts, node) === undefined);
}

function exemptionOf(facts: FileFacts, node: Node): string | undefined {
  if (facts.source.text.startsWith("#!")) return "the file is a command";
  if (isLoggerImplementation(node)) return "the code is a logger's own";
  return isBeforeExit(node) ? "the process ends here" : undefined;
}

/** A method called `error` that calls `console.error` is how loggers are written. */
function isLoggerImplementation(node: Node): boolean {
  const scope = enclosingFunction(node);
  const holder = scope?.parent;
  const named =
    holder?.type === "Property" ||
    holder?.type === "MethodDefinition" ||
    holder?.type === "PropertyDefinition";
  const name = named ? staticName(holder) : scope?.id?.name;
  return name !== undefined && levelOf(name) !== undefined;
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

function isBeforeExit(node: Node): boolean {
  for (const ancestor of ancestorsInFunction(node)) {
    if (ancestor.type !== "BlockStatement") continue;
    return ancestor.body.some(
      (statement) =>
        statement.type === "ThrowStatement" ||
        (statement.type === "ExpressionStatement" && endsProcess(statement.expression)),
    );
  }
  return false;
}

/** `process.exit(1)` or `process.exitCode = 1`. */
function endsProcess(expression: Node): boolean {
  if (expression.type === "AssignmentExpression") {
    return (
      expression.left.type === "MemberExpression" && staticName(expression.left) === "exitCode"
    );
  }
  const callee = expression.type === "CallExpression" ? expression.callee : undefined;
  return callee?.type === "MemberExpression" && staticName(callee) === "exit";
}

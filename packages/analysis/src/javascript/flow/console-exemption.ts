import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { levelOf } from "../kinds/log.js";
import type { Node } from "../source.js";
import { ancestorsInFunction, enclosingFunction } from "./enclosing.js";

/** Where commands are kept by convention; what they print is for whoever ran them. */
const COMMAND = /(?:^|\/)(?:cli|bin|ci|commands?)(?:\/|\.[cm]?[jt]s$)|(?:^|\/)cli-[^/]+$/;

/** A moment at the head of a name puts migrations in order: each is run once, by somebody who reads what it prints. */
const MIGRATION = /(?:^|\/)(?:Migration)?\d{12,17}(?:[-_./]|$)/;

/** What a service asks before it talks to its own developers. */
const ENVIRONMENT =
  /\b(?:NODE_ENV|ENVIRONMENT|is_?dev(?:elopment)?|is_?test|is_?prod(?:uction)?|development)\b/i;

/** Why `console` is right at a place; undefined where it is not known to be. */
export function consoleExemption(facts: FileFacts, node: Node): string | undefined {
  const { source, package: home } = facts;
  const isCommand =
    source.text.startsWith("#!") ||
    COMMAND.test(source.file) ||
    (source.path !== undefined && home.isBesideCommand(source.path));
  if (isCommand) return "the file is a command, or helps one";
  if (MIGRATION.test(source.file)) return "it is a migration, which is run once";
  if (isLoggerImplementation(node)) return "the code is a logger's own";
  if (isOfOneEnvironment(facts, node)) return "only developers see it";
  if (isColoured(facts, node)) return "it is written for somebody at a terminal";
  return isBeforeExit(node) ? "the process ends here" : undefined;
}

/** Packages whose functions colour text for a terminal. */
const COLOURS = /^(?:chalk|kleur|picocolors|ansi-colors|colorette|cli-color)(?:\/|$)/;

/** `console.info(chalk.green("OK"))`. */
function isColoured(facts: FileFacts, node: Node): boolean {
  const call = node.type === "CallExpression" ? node : node.parent;
  return (
    call?.type === "CallExpression" &&
    call.arguments.some(
      (argument) =>
        argument.type === "CallExpression" &&
        COLOURS.test(facts.bindings.origin(argument.callee)?.module ?? ""),
    )
  );
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

/** True for what runs only in development or only in tests, as far as a condition around it says so. */
export function isOfOneEnvironment(facts: FileFacts, node: Node): boolean {
  for (let ancestor = node.parent; ancestor; ancestor = ancestor.parent) {
    const test =
      ancestor.type === "IfStatement" || ancestor.type === "ConditionalExpression"
        ? ancestor.test
        : ancestor.type === "LogicalExpression"
          ? ancestor.left
          : undefined;
    if (test && ENVIRONMENT.test(facts.textOf(test))) return true;
  }
  return false;
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

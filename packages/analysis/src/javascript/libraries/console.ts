import { absent, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { ancestorsInFunction, enclosingFunction } from "../flow/enclosing.js";
import type { FileFacts } from "../file-facts.js";
import { logCall } from "../kinds/log.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

const LEVELS = ["log", "info", "warn", "error", "debug", "trace"] as const;

function consoleLog(call: LibraryCall) {
  return logCall(call, structure(call));
}

/** `console` is right in command-line programs, in a logger's own code and at start-up; elsewhere in a server it is not. */
function structure(call: LibraryCall): Fact {
  const { facts, node } = call;
  if (facts.package.role !== "server") return unknown("the package is not known to be a server");
  if (facts.source.text.startsWith("#!")) return unknown("the file is a command");
  if (isLoggerImplementation(call)) return unknown("the code is a logger's own");
  if (isStartUp(facts, node)) return unknown("the code runs at start-up");
  if (isBeforeExit(node)) return unknown("the process ends here");
  return absent(
    "`console` writes lines that no one can filter by field or level",
    'logger.info({ … }, "…")',
  );
}

/** A method called `error` that calls `console.error` is how loggers are written. */
function isLoggerImplementation(call: LibraryCall): boolean {
  const scope = enclosingFunction(call.node);
  const holder = scope?.parent;
  const named =
    holder?.type === "Property" ||
    holder?.type === "MethodDefinition" ||
    holder?.type === "PropertyDefinition";
  const name = named ? staticName(holder) : scope?.id?.name;
  return name !== undefined && (LEVELS as readonly string[]).includes(name);
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

export const console: Library = defineLibrary({
  packages: ["globalThis"],
  docs: "https://nodejs.org/api/console.html",
  sites: Object.fromEntries(LEVELS.map((level) => [`console.${level}()`, consoleLog])),
});

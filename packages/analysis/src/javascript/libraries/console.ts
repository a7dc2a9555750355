import { absent, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { ancestorsInFunction, enclosingFunction } from "../flow/enclosing.js";
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
  if (!enclosingFunction(node) || isStartUp(node)) return unknown("the code runs at start-up");
  if (isBeforeExit(node)) return unknown("the process ends here");
  return absent("`console` writes lines that no one can filter by field or level", "logger.info({ … }, \"…\")");
}

/** A method called `error` that calls `console.error` is how loggers are written. */
function isLoggerImplementation(call: LibraryCall): boolean {
  const scope = enclosingFunction(call.node);
  const holder = scope?.parent;
  const named = holder?.type === "Property" || holder?.type === "MethodDefinition" || holder?.type === "PropertyDefinition";
  const name = named ? staticName(holder) : scope?.id?.name;
  return name !== undefined && (LEVELS as readonly string[]).includes(name);
}

/** The callback of `listen()`: a banner. */
function isStartUp(node: Node): boolean {
  const call = enclosingFunction(node)?.parent;
  return (
    call?.type === "CallExpression" && call.callee.type === "MemberExpression" && staticName(call.callee) === "listen"
  );
}

function isBeforeExit(node: Node): boolean {
  for (const ancestor of ancestorsInFunction(node)) {
    if (ancestor.type !== "BlockStatement") continue;
    return ancestor.body.some(
      (statement) =>
        statement.type === "ThrowStatement" ||
        (statement.type === "ExpressionStatement" &&
          statement.expression.type === "CallExpression" &&
          statement.expression.callee.type === "MemberExpression" &&
          staticName(statement.expression.callee) === "exit"),
    );
  }
  return false;
}

export const console: Library = defineLibrary({
  packages: ["globalThis"],
  docs: "https://nodejs.org/api/console.html",
  sites: Object.fromEntries(LEVELS.map((level) => [`console.${level}()`, consoleLog])),
});

import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import { route, ROUTE_METHODS } from "../kinds/route.js";
import { server } from "../kinds/server.js";
import { isFunction, type Node } from "../source.js";
import {
  defineLibrary,
  type FindHandlers,
  type Handler,
  type Library,
  type Recognise,
} from "../recogniser.js";

/**
 * `app.get(path, ...middleware, handler)`; with one argument `app.get` reads a setting. In
 * `router.route(path).get(handler)` the path is given once, at the start of the chain.
 */
function shorthand(method: string): Recognise {
  return (call) => {
    const { callee, arguments: given } = call.node;
    const handler = call.argument(given.length - 1);
    const start = routeCall(callee);
    if (!start)
      return given.length > 1 ? route(call, method, call.argument(0), handler) : undefined;
    const at = callee.type === "MemberExpression" ? callee.property : undefined;
    return route(call, method, start.arguments[0], handler, at);
  };
}

/** The `route(path)` at the start of a chain. */
function routeCall(callee: Node): TSESTree.CallExpression | undefined {
  const chained = callee.type === "MemberExpression" ? callee.object : undefined;
  if (chained?.type !== "CallExpression" || chained.callee.type !== "MemberExpression")
    return undefined;
  return staticName(chained.callee) === "route" ? chained : routeCall(chained.callee);
}

/** Packages that make Express 4 wait for its handlers, each by being there. */
const WAITS = ["express-async-errors", "express-promise-router", "@awaitjs/express"] as const;

/**
 * The middleware and handlers of a call. Express 5 forwards what a returned promise rejects with;
 * Express 4 drops it (expressjs.com/en/guide/error-handling.html).
 */
const handlers: FindHandlers = ({ node, facts }) => {
  const { package: home } = facts;
  const major = home.majorOf("express");
  if (major === undefined || major > 4) return [];
  if (WAITS.some((name) => home.majorOf(name) !== undefined)) return [];
  const functions = node.arguments.flatMap(elementsOf);
  const [path] = node.arguments;
  return functions.map((argument): Handler => ({
    argument,
    place: isFunction(argument) ? path : argument,
    droppedBy: "Express 4",
    remedy: "catch in the handler and call `next(error)`, or wrap it",
  }));
};

/** `app.get(path, [first, second], handler)` takes lists of functions too. */
function elementsOf(argument: Node): readonly Node[] {
  return argument.type === "ArrayExpression"
    ? argument.elements.filter((element) => element !== null)
    : [argument];
}

export const express: Library = defineLibrary({
  packages: ["express"],
  docs: "https://expressjs.com/en/5x/api.html#app.METHOD",
  aliases: {
    "Router()": "()",
    "new Router": "()",
    "new Express": "()",
    "new Application": "()",
    "new express.Express": "()",
    "new express.Application": "()",
    "new express.Router": "()",
    "new IRouter": "()",
    "().route()": "()",
    // Each gives the router again, so that calls can be chained.
    ...Object.fromEntries([...ROUTE_METHODS, "use"].map((method) => [`().${method}()`, "()"])),
  },
  handlers: Object.fromEntries(
    [...ROUTE_METHODS, "use", "param"].map((method) => [`().${method}()`, handlers]),
  ),
  sites: {
    ...Object.fromEntries(ROUTE_METHODS.map((method) => [`().${method}()`, shorthand(method)])),
    "().listen()": (call) => server(call),
  },
  entryPoints: {
    ...Object.fromEntries(
      [...ROUTE_METHODS, "use", "param"].map((method) => [`().${method}()`, "request"]),
    ),
    "().listen()": "start-up",
    ": Request": "request",
    ": Response": "request",
    ": NextFunction": "request",
    ": RequestHandler": "request",
    ": ErrorRequestHandler": "request",
  },
});

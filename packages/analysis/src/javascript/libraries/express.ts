import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import { route, ROUTE_METHODS } from "../kinds/route.js";
import { server } from "../kinds/server.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";
import type { Node } from "../source.js";

/** `app.get(path, ...middleware, handler)`; with one argument `app.get` reads a setting. */
function shorthand(method: string): Recognise {
  return (call) => {
    const count = call.node.arguments.length;
    return count > 1 ? route(call, method, call.argument(0), call.argument(count - 1)) : undefined;
  };
}

/** `router.route(path).get(handler).post(handler)`: the path is given once, at the start of the chain. */
function onRoute(method: string): Recognise {
  return (call) => {
    const { callee, arguments: given } = call.node;
    const start = routeCall(callee);
    const at = callee.type === "MemberExpression" ? callee.property : undefined;
    return start && route(call, method, start.arguments[0], call.argument(given.length - 1), at);
  };
}

function routeCall(callee: Node): TSESTree.CallExpression | undefined {
  const chained = callee.type === "MemberExpression" ? callee.object : undefined;
  if (chained?.type !== "CallExpression" || chained.callee.type !== "MemberExpression")
    return undefined;
  return staticName(chained.callee) === "route" ? chained : routeCall(chained.callee);
}

export const express: Library = defineLibrary({
  packages: ["express"],
  docs: "https://expressjs.com/en/5x/api.html#app.METHOD",
  aliases: {
    "Router()": "()",
    "new Router": "()",
    // What `route` returns is chained: `router.route("/").get(list).post(create)`.
    ...Object.fromEntries(ROUTE_METHODS.map((method) => [`().route().${method}()`, "().route()"])),
    "new Express": "()",
    "new Application": "()",
    "new express.Express": "()",
    "new express.Application": "()",
  },
  sites: {
    ...Object.fromEntries(ROUTE_METHODS.map((method) => [`().${method}()`, shorthand(method)])),
    ...Object.fromEntries(
      ROUTE_METHODS.map((method) => [`().route().${method}()`, onRoute(method)]),
    ),
    "().listen()": (call) => server(call),
  },
  entryPoints: {
    ...Object.fromEntries(
      [...ROUTE_METHODS, "use", "param"].flatMap((method) => [
        [`().${method}()`, "request"],
        [`().route().${method}()`, "request"],
      ]),
    ),
    "().listen()": "start-up",
    ": Request": "request",
    ": Response": "request",
    ": NextFunction": "request",
    ": RequestHandler": "request",
    ": ErrorRequestHandler": "request",
  },
});

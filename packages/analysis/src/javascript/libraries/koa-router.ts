import { constantOf } from "../bindings/constant.js";
import { route, ROUTE_METHODS } from "../kinds/route.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const METHODS = [...ROUTE_METHODS, "del"];

/** `router.get([name], path, ...middleware, handler)`; a path may be a list of them. */
function shorthand(method: string): Recognise {
  return (call) => {
    const second = call.argument(1);
    const isNamed =
      second !== undefined && typeof constantOf(call.facts.bindings, second)?.value === "string";
    const path = call.argument(isNamed ? 1 : 0);
    const handler = call.argument(call.node.arguments.length - 1);
    return route(call, method === "del" ? "delete" : method, path, handler);
  };
}

export const koaRouter: Library = defineLibrary({
  packages: ["@koa/router", "koa-router"],
  docs: "https://github.com/koajs/router/blob/master/API.md#module_koa-router--Router+get%7Cput%7Cpost%7Cpatch%7Cdelete%7Cdel",
  aliases: {
    "new ": "new Router",
    "()": "new Router",
    // Each method gives the router back.
    ...Object.fromEntries(
      [...METHODS, "use", "param", "prefix"].map((method) => [
        `new Router.${method}()`,
        "new Router",
      ]),
    ),
  },
  sites: Object.fromEntries(METHODS.map((method) => [`new Router.${method}()`, shorthand(method)])),
  entryPoints: {
    ...Object.fromEntries(
      [...METHODS, "use", "param"].map((method) => [`new Router.${method}()`, "request"]),
    ),
    ": RouterContext": "request",
  },
});

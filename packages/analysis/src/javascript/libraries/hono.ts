import { route, ROUTE_METHODS } from "../kinds/route.js";
import { server } from "../kinds/server.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** `app.get(path, ...middleware, handler)`. */
function shorthand(method: string): Recognise {
  return (call) => {
    const count = call.node.arguments.length;
    return count > 1 ? route(call, method, call.argument(0), call.argument(count - 1)) : undefined;
  };
}

export const hono: Library = defineLibrary({
  packages: ["hono", "@hono/zod-openapi", "@hono/node-server"],
  docs: "https://hono.dev/docs/api/routing",
  aliases: {
    "new OpenAPIHono": "new Hono",
    // Each method gives the application back.
    ...Object.fromEntries(
      [...ROUTE_METHODS, "on", "use", "route", "basePath", "openapi", "onError", "notFound"].map(
        (method) => [`new Hono.${method}()`, "new Hono"],
      ),
    ),
  },
  sites: {
    ...Object.fromEntries(
      ROUTE_METHODS.map((method) => [`new Hono.${method}()`, shorthand(method)]),
    ),
    // `@hono/node-server`: README, "Usage".
    "serve()": server,
  },
  entryPoints: {
    ...Object.fromEntries(
      [...ROUTE_METHODS, "on", "use", "openapi", "onError", "notFound"].map((method) => [
        `new Hono.${method}()`,
        "request",
      ]),
    ),
    "serve()": "start-up",
    ": Context": "request",
    ": Handler": "request",
    ": MiddlewareHandler": "request",
    ": Next": "request",
  },
});

import { route, ROUTE_METHODS } from "../kinds/route.js";
import { server } from "../kinds/server.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** `app.get(path, ...middleware, handler)`; with one argument `app.get` reads a setting. */
function shorthand(method: string): Recognise {
  return (call) => {
    const count = call.node.arguments.length;
    return count > 1 ? route(call, method, call.argument(0), call.argument(count - 1)) : undefined;
  };
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
  },
  sites: {
    ...Object.fromEntries(ROUTE_METHODS.map((method) => [`().${method}()`, shorthand(method)])),
    "().listen()": (call) => server(call),
  },
});

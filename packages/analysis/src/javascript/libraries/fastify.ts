import { fieldsFirstLog } from "../kinds/fields-first-log.js";
import { atEachLevel } from "../kinds/log.js";
import { route, ROUTE_METHODS } from "../kinds/route.js";
import { server } from "../kinds/server.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** `app.get(path, [options], handler)`. */
function shorthand(method: string): Recognise {
  return (call) =>
    route(call, method, call.argument(0), call.argument(call.node.arguments.length - 1));
}

/** `app.route({ method, url, handler })`. */
function declared(call: LibraryCall) {
  const [method, url, handler] = [
    call.option(0, "method"),
    call.option(0, "url"),
    call.option(0, "handler"),
  ];
  if (url.state !== "constant" || handler.state !== "given" || method.state === "absent")
    return undefined;
  const name = method.state === "constant" ? method.value : undefined;
  return route(call, typeof name === "string" ? name : "all", url.node, handler.node);
}

/** The request of a handler is the first parameter of the last argument; its logger is pino's. */
function requestAliases(): Record<string, string> {
  const aliases: Record<string, string> = {};
  for (const method of ROUTE_METHODS) {
    for (const argument of ["1", "2"])
      aliases[`().${method}(${argument}:0)`] = "new FastifyRequest";
  }
  aliases["().addHook(1:0)"] = "new FastifyRequest";
  aliases["().setErrorHandler(0:1)"] = "new FastifyRequest";
  return aliases;
}

export const fastify: Library = defineLibrary({
  packages: ["fastify"],
  docs: "https://fastify.dev/docs/latest/Reference/Routes/",
  aliases: {
    "fastify()": "()",
    "new FastifyInstance": "()",
    "().register(0:0)": "()",
    "().register()": "()",
    "().withTypeProvider()": "()",
    ...requestAliases(),
    "().log": "log",
    "new FastifyRequest.log": "log",
    "log.child()": "log",
    "new FastifyBaseLogger": "log",
  },
  sites: {
    ...Object.fromEntries(ROUTE_METHODS.map((method) => [`().${method}()`, shorthand(method)])),
    "().route()": declared,
    "().listen()": (call) => server(call),
    ...atEachLevel("log.", fieldsFirstLog),
  },
  entryPoints: {
    ...Object.fromEntries(
      [...ROUTE_METHODS, "route", "setErrorHandler", "setNotFoundHandler"].map((method) => [
        `().${method}()`,
        "request",
      ]),
    ),
    "().register()": "start-up",
    "().listen()": "start-up",
    ": FastifyRequest": "request",
    ": FastifyReply": "request",
  },
});

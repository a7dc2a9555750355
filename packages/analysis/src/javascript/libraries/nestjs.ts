import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { corsPolicy } from "../kinds/cors-policy.js";
import { routeAt, ROUTE_METHODS } from "../kinds/route.js";
import { server } from "../kinds/server.js";
import { handledBy } from "../kinds/shutdown.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";
import type { Node } from "../source.js";

const DECORATORS = ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "All"] as const;

/** `@Get("/:id")` on a method of a class with `@Controller("users")`. */
function decorated(method: string): Recognise {
  return (call) => {
    const decorator = call.node.parent;
    const member = decorator.type === "Decorator" ? decorator.parent : undefined;
    if (member?.type !== "MethodDefinition") return undefined;
    const prefix = controllerPath(call, member.parent.parent);
    const path = call.node.arguments.length === 0 ? "" : pathIn(call, call.argument(0));
    if (prefix === undefined || path === undefined) return undefined;
    return routeAt(call, {
      method,
      path: `/${[prefix, path].map(bare).filter(Boolean).join("/")}`,
      at: call.node.callee,
      handler: member.value,
    });
  };
}

function bare(path: string): string {
  return path.replaceAll(/^\/+|\/+$/g, "");
}

/** The path of a controller; undefined for a class that is none, or whose path the source does not fix. */
function controllerPath(
  call: LibraryCall,
  { decorators }: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
): string | undefined {
  for (const { expression } of decorators) {
    if (expression.type !== "CallExpression") continue;
    const origin = call.facts.bindings.origin(expression.callee);
    if (origin?.module !== "@nestjs/common" || origin.path !== "Controller") continue;
    const [given] = expression.arguments;
    return given ? pathIn(call, given) : "";
  }
  return undefined;
}

/** `"users"` or `{ path: "users" }`. */
function pathIn(call: LibraryCall, given: Node | undefined): string | undefined {
  const { bindings } = call.facts;
  const path = given && bindings.objectOf(given) ? bindings.propertyOf(given, "path") : given;
  const value = path && constantOf(bindings, path)?.value;
  return typeof value === "string" ? value : undefined;
}

const METHOD_OF: Readonly<Record<(typeof DECORATORS)[number], (typeof ROUTE_METHODS)[number]>> = {
  Get: "get",
  Post: "post",
  Put: "put",
  Patch: "patch",
  Delete: "delete",
  Head: "head",
  Options: "options",
  All: "all",
};

export const nestjs: Library = defineLibrary({
  packages: [
    "@nestjs/common",
    "@nestjs/core",
    "@nestjs/platform-express",
    "@nestjs/platform-fastify",
    "@nestjs/graphql",
    "@nestjs/microservices",
    "@nestjs/schedule",
  ],
  docs: "https://docs.nestjs.com/controllers",
  aliases: {
    "NestFactory.create()": "new INestApplication",
    "new NestExpressApplication": "new INestApplication",
    "new NestFastifyApplication": "new INestApplication",
    "NestFactory.createMicroservice()": "new INestMicroservice",
  },
  sites: {
    ...Object.fromEntries(DECORATORS.map((name) => [`${name}()`, decorated(METHOD_OF[name])])),
    "new INestApplication.listen()": server,
    "new INestMicroservice.listen()": server,
    "new INestApplication.enableCors()": (call) => corsPolicy(call, "0", "any"),
    "NestFactory.create()": (call) =>
      corsPolicy(call, "1.cors", "any") ?? corsPolicy(call, "2.cors", "any"),
    // Off unless it is called: docs.nestjs.com/fundamentals/lifecycle-events, "Application shutdown".
    "new INestApplication.enableShutdownHooks()": handledBy("Nest"),
    "new INestMicroservice.enableShutdownHooks()": handledBy("Nest"),
    "NestFactory.createApplicationContext().enableShutdownHooks()": handledBy("Nest"),
  },
  entryPoints: {
    ...Object.fromEntries(
      [...DECORATORS, "Query", "Mutation", "ResolveField"].map((name) => [`@${name}`, "request"]),
    ),
    "@MessagePattern": "consumer",
    "@EventPattern": "consumer",
    "@GrpcMethod": "request",
    "@Cron": "timer",
    "@Interval": "timer",
    ": ExecutionContext": "request",
    ": ArgumentsHost": "request",
    "new INestApplication.use()": "request",
    "new INestApplication.listen()": "start-up",
  },
});

import type { TSESTree } from "@typescript-eslint/types";
import { callbackParameter } from "../bindings/origin.js";
import { typeOrigin } from "../bindings/type-origin.js";
import type { FileFacts } from "../file-facts.js";
import { answersRequest } from "../flow/answers-request.js";
import type { FunctionNode, Node } from "../source.js";
import { fieldsOf, type Access } from "./access.js";

/** A value that a client sent, as a handler reads it. */
export interface RequestInput {
  readonly access: Access;
  readonly part: Part;
  /** The field of the part; empty where it is the part as a whole. */
  readonly fields: readonly string[];
  /** What it may be: `text` where the framework makes strings, or lists of them. */
  readonly form: "any" | "text";
  readonly framework: Framework;
}

export type Part = "body" | "query" | "params" | "headers" | "cookies";

export type Framework =
  "express" | "koa" | "fastify" | "hono" | "nest" | "next-route" | "next-api" | "by its shape";

/** Whether a text may speak of a request at all. */
export const MENTIONS_REQUEST =
  /\b(?:body|query|params|headers|cookies|searchParams|json\(\)|Body\(|Query\(|Param\(|Headers\()|\breq\.(?:param|get|header)/;

/** What part of a request an expression reads; undefined where it is none, or not known to be one. */
export function inputOf(facts: FileFacts, access: Access): RequestInput | undefined {
  const framework = frameworkOf(facts, access);
  if (!framework) return undefined;
  if (framework === "nest") return ofNest(facts, access);
  const names = fieldsOf(access.names);
  const read = partIn(framework, names);
  if (!read) return undefined;
  const { part, fields } = read;
  const form = access.isText ? "text" : formOf(facts, framework, part);
  return { access, part, fields, form, framework };
}

interface Read {
  readonly part: Part;
  readonly fields: readonly string[];
}

const PARTS: Readonly<Record<string, Part>> = {
  body: "body",
  query: "query",
  params: "params",
  headers: "headers",
  cookies: "cookies",
  "json()": "body",
  "parseBody()": "body",
  "formData()": "body",
  "query()": "query",
  "queries()": "query",
  "param()": "params",
  "header()": "headers",
  "get()": "headers",
};

function partIn(framework: Framework, names: readonly string[]): Read | undefined {
  const [first, ...rest] = names;
  if (first === undefined) return undefined;
  const inner = framework === "koa" ? "request" : framework === "hono" ? "req" : undefined;
  if (inner !== undefined && first === inner) return partIn("express", rest);
  if (framework === "hono") return undefined;
  const asked = names.indexOf("searchParams");
  if (framework === "next-route" && asked >= 0) {
    return { part: "query", fields: names.slice(asked + 1).filter((name) => name !== "get()") };
  }
  const part = PARTS[first];
  return part && { part, fields: rest };
}

/** Express 4 makes objects of `?a[b]=c`; Express 5, Koa and Fastify give strings and lists of them. */
function formOf(facts: FileFacts, framework: Framework, part: Part): RequestInput["form"] {
  if (part === "body") return "any";
  if (part !== "query" || (framework !== "express" && framework !== "by its shape")) return "text";
  const major = facts.package.majorOf("express");
  return major !== undefined && major < 5 ? "any" : "text";
}

function frameworkOf(facts: FileFacts, access: Access): Framework | undefined {
  const { function: handler, index } = access;
  const parameter = handler.params[index];
  if (!parameter) return undefined;
  if (nestDecorator(facts, handler, index)) return "nest";
  for (const path of originsOf(facts, handler, index)) {
    const framework = frameworkBy(path.module);
    if (framework && IS_REQUEST.test(path.path)) return framework;
  }
  const next = index <= 1 ? nextExport(facts, handler) : undefined;
  if (next && (index === 0 || access.names[0] === "params")) return next;
  return index === 0 && answersRequest(facts, handler) ? "by its shape" : undefined;
}

const IS_REQUEST = /\(\d+:0\)$|^new (?:[\w.]+\.)?(?:\w*Request|\w*Context)$/;

function frameworkBy(module: string): Framework | undefined {
  switch (module) {
    case "express":
    case "express-serve-static-core":
      return "express";
    case "koa":
    case "@koa/router":
    case "koa-router":
      return "koa";
    case "fastify":
      return "fastify";
    case "hono":
    case "@hono/zod-openapi":
      return "hono";
    case "next":
      return "next-api";
    case "next/server":
      return "next-route";
    default:
      return undefined;
  }
}

/** What the parameter's type says, and what the call hands over that the function is given to. */
function originsOf(facts: FileFacts, handler: FunctionNode, index: number) {
  const { parent } = handler;
  const parameter = handler.params[index];
  const annotation =
    parameter?.type === "Identifier" || parameter?.type === "ObjectPattern"
      ? parameter.typeAnnotation?.typeAnnotation
      : undefined;
  const typed = annotation && typeOrigin(facts.bindings, annotation);
  const argument =
    parent.type === "CallExpression"
      ? parent.arguments.findIndex((candidate) => candidate === handler)
      : -1;
  const callee =
    parent.type === "CallExpression" && argument >= 0
      ? facts.bindings.origin(parent.callee)
      : undefined;
  // An error handler has its request in second place.
  const handed =
    callee && handler.params.length < 4 ? callbackParameter(callee, argument, index) : undefined;
  return [typed, handed].filter((origin) => origin !== undefined);
}

/** `export async function POST(request)` of a route file. */
function nextExport(facts: FileFacts, handler: FunctionNode): Framework | undefined {
  const name = exportedNameOf(handler);
  if (name === undefined || !/^(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS)$/.test(name))
    return undefined;
  return facts.project.calls.exportedEntryPoint(facts, name) === "request"
    ? "next-route"
    : undefined;
}

function exportedNameOf(handler: FunctionNode): string | undefined {
  if (handler.type === "FunctionDeclaration")
    return handler.parent.type === "ExportNamedDeclaration" ? handler.id?.name : undefined;
  let holder: Node = handler.parent;
  while (holder.type === "CallExpression") holder = holder.parent;
  if (holder.type !== "VariableDeclarator" || holder.id.type !== "Identifier") return undefined;
  return holder.parent.parent.type === "ExportNamedDeclaration" ? holder.id.name : undefined;
}

const NEST: Readonly<Record<string, Part>> = {
  Body: "body",
  Query: "query",
  Param: "params",
  Headers: "headers",
};

function ofNest(facts: FileFacts, access: Access): RequestInput | undefined {
  const decorator = nestDecorator(facts, access.function, access.index);
  const callee = decorator?.callee.type === "Identifier" ? decorator.callee.name : "";
  const part = NEST[callee];
  if (!decorator || !part) return undefined;
  const [name] = decorator.arguments;
  const given = name?.type === "Literal" && typeof name.value === "string" ? [name.value] : [];
  const fields = [...given, ...fieldsOf(access.names)];
  const isText = access.isText || part !== "body";
  return { access, part, fields, form: isText ? "text" : "any", framework: "nest" };
}

/** `@Body()` of a parameter. */
export function nestDecorator(
  facts: FileFacts,
  handler: FunctionNode,
  index: number,
): TSESTree.CallExpression | undefined {
  const parameter = handler.params[index];
  if (!parameter || !("decorators" in parameter) || handler.parent.type !== "MethodDefinition")
    return undefined;
  return parameter.decorators
    .map(({ expression }) => expression)
    .find(
      (expression): expression is TSESTree.CallExpression =>
        expression.type === "CallExpression" &&
        expression.callee.type === "Identifier" &&
        expression.callee.name in NEST &&
        facts.bindings.origin(expression.callee)?.module === "@nestjs/common",
    );
}

/** The words by which a message names it: `req.body.url`, `c.req.param("file")`. */
export function labelOf(facts: FileFacts, { access, part, fields }: RequestInput): string {
  const parameter = access.function.params[access.index];
  const decorator = nestDecorator(facts, access.function, access.index);
  if (decorator || parameter?.type !== "Identifier")
    return [part, ...fields].filter((name) => name !== "*").join(".");
  return access.names.reduce((text, name, at) => {
    if (name === "*" || name === "..." || name === "URL") return text;
    if (ASKS.test(access.names[at - 1] ?? ""))
      return text.replace(/\)$/, `${JSON.stringify(name)})`);
    return `${text}.${name}`;
  }, parameter.name);
}

/** Methods that take the name of a field. */
const ASKS = /^(?:param|query|queries|header|get)\(\)$/;

import { staticName, unwrap } from "../../bindings/static-name.js";
import { soleValue } from "../../bindings/variables.js";
import type { FileFacts } from "../../file-facts.js";
import { answersRequest } from "../../flow/answers-request.js";
import { enclosingFunction } from "../../flow/enclosing.js";
import type { Call, Node } from "../../source.js";
import type { Danger, Sink } from "../sink.js";
import { wovenAccesses, type WovenAccess } from "../woven-access.js";

/** The path of a file that is read, written, removed or sent. */
export const filePath: Sink = {
  mechanism: "contained-path",
  find,
  accepts: ({ part, fields }) => /^(?:body|query|params)$/.test(part) && fields.length > 0,
  purpose: "a known value",
  detail: (input, where) => `\`${input}\` is part of the path that ${where} takes`,
  remedy:
    "`path.basename(value)`, or `path.resolve(base, value)` only where it starts with `base + path.sep`",
};

/** Functions of `node:fs` and fs-extra by the number of paths that they take. */
const PATHS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      ...["readFile", "writeFile", "appendFile", "createReadStream", "createWriteStream", "open"],
      ...["unlink", "rm", "rmdir", "readdir", "mkdir", "truncate", "chmod", "opendir"],
      ...["readJson", "readJSON", "writeJson", "outputFile", "outputJson", "remove", "emptyDir"],
      ...["ensureDir", "ensureFile", "mkdirp"],
    ].map((name) => [name, 1]),
  ),
  copyFile: 2,
  rename: 2,
  copy: 2,
  move: 2,
  cp: 2,
};

const MODULES = /^(?:node:fs|node:fs\/promises|fs-extra|graceful-fs)$/;

function find(facts: FileFacts, call: Call): readonly Danger[] {
  const found = pathsOf(facts, call);
  if (!found) return [];
  return found.paths.flatMap((path) =>
    piecesOf(facts, path, 0)
      .filter(({ before }) => before === "" || /[/\\\0]$/.test(before))
      .map(({ node, access }) => ({
        call,
        node,
        access,
        library: found.library,
        operation: facts.textOf(call.callee),
      })),
  );
}

interface Paths {
  readonly library: string;
  readonly paths: readonly Node[];
}

function pathsOf(facts: FileFacts, call: Call): Paths | undefined {
  const name = call.callee.type === "MemberExpression" ? staticName(call.callee) : undefined;
  if (name === "sendFile" || name === "download") return sentFile(facts, call);
  const origin = facts.bindings.origin(call.callee);
  if (!origin || !MODULES.test(origin.module)) return undefined;
  const operation = (/\w+$/.exec(origin.path)?.[0] ?? "").replace(/Sync$/, "");
  const count = Object.hasOwn(PATHS, operation) ? (PATHS[operation] ?? 0) : 0;
  const library = origin.module.startsWith("node:fs") ? "node:fs" : origin.module;
  return count > 0 ? { library, paths: call.arguments.slice(0, count) } : undefined;
}

/** `res.sendFile(path)` of Express, which refuses `..` only where it is given a `root`. */
function sentFile(facts: FileFacts, { callee, arguments: given }: Call): Paths | undefined {
  const [path] = given;
  if (!path || callee.type !== "MemberExpression" || callee.object.type !== "Identifier")
    return undefined;
  if (
    given
      .slice(1)
      .some(
        (one) => one.type !== "ArrowFunctionExpression" && /root|options?/.test(facts.textOf(one)),
      )
  )
    return undefined;
  const variable = facts.bindings.variables.of(callee.object);
  for (let around = enclosingFunction(callee); around; around = enclosingFunction(around)) {
    const [, response] = around.params;
    if (response?.type !== "Identifier") continue;
    if (facts.bindings.variables.of(response) !== variable) continue;
    return answersRequest(facts, around) ? { library: "express", paths: [path] } : undefined;
  }
  return undefined;
}

/** The pieces of a path, those that are joined included; a `basename` and what has no `..` any more are none. */
function piecesOf(facts: FileFacts, node: Node, depth: number): readonly WovenAccess[] {
  const expression = unwrap(node);
  if (depth > 4) return [];
  if (expression.type === "Identifier") {
    const variable = facts.bindings.variables.of(expression);
    const value = variable && soleValue(variable);
    if (value && unwrap(value).type === "CallExpression" && isJoin(facts, value))
      return piecesOf(facts, value, depth + 1);
  }
  if (expression.type === "CallExpression" && isJoin(facts, expression)) {
    return expression.arguments.flatMap((part) => piecesOf(facts, part, depth + 1));
  }
  return wovenAccesses(facts, expression);
}

function isJoin(facts: FileFacts, node: Node): boolean {
  const call = unwrap(node);
  if (call.type !== "CallExpression") return false;
  const origin = facts.bindings.origin(call.callee);
  return (
    origin?.module === "node:path" &&
    /^(?:posix\.|win32\.)?(?:join|resolve|normalize)$/.test(origin.path)
  );
}

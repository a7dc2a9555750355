import { GLOBAL } from "../bindings/origin.js";
import { calleeName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { chainStart } from "../flow/call-chain.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { targetOf } from "../modules/follow-origin.js";
import { functionBehind } from "../modules/function-behind.js";
import type { Call, Node } from "../source.js";
import { CHECKS, LOOKS_AT } from "./vocabulary.js";

/** True for a call that makes something of a value which is as dangerous as the value: `path.join(folder, name)`. */
export function isPassedThrough(facts: FileFacts, { callee }: Call): boolean {
  const origin = facts.bindings.origin(callee);
  if (!origin) return false;
  if (origin.module === "node:path") return !origin.path.endsWith("basename");
  if (origin.module !== GLOBAL && origin.module !== "node:url") return false;
  return /^(?:new )?(?:URL|String|decodeURI|decodeURIComponent|encodeURI|Number|parseInt|parseFloat|Number\.parseInt|Number\.parseFloat|Boolean|Object\.\w+|JSON\.parse)$/.test(
    origin.path,
  );
}

/** What a call is handed that may be looked at. */
export type Handed = "a value" | "the request";

/** True where a call may check what it is handed; unclear is yes, but for what is known to only use it. */
export function callMayVet(facts: FileFacts, call: Call, handed: Handed): boolean {
  const { callee } = call;
  if (facts.draftOf(call)) return false;
  if (isAnswer(facts, callee)) return false;
  const own = functionBehind(facts, callee);
  const name = calleeName(callee) ?? "";
  if (CHECKS.test(name)) return true;
  if (own) {
    const text = own.facts.textOf(own.node);
    return handed === "a value"
      ? LOOKS_AT.test(text)
      : /\.(?:body|query|params)\b/.test(text) && LOOKS_AT.test(text);
  }
  if (handed === "the request") return false;
  const target = targetOf(facts, callee);
  if (target?.kind === "package" && RECORDS.test(target.origin.module)) return false;
  const origin = facts.bindings.origin(callee);
  if (origin?.module === GLOBAL) return !HARMLESS_GLOBAL.test(origin.path);
  if (origin?.module === "node:fs" || origin?.module === "node:fs/promises") return false;
  return true;
}

/** Libraries whose models and repositories make records as they are told: `repository.create(body)`. */
const RECORDS =
  /^(?:typeorm|@nestjs\/typeorm|sequelize|sequelize-typescript|mongoose|@mikro-orm\/.*|objection|mongodb)$/;

const HARMLESS_GLOBAL =
  /^(?:console\.\w+|JSON\.stringify|encodeURIComponent|new Promise|Promise\.\w+)$/;

/** A call of the response: `res.status(200).json(body)`; of the function that passes on: `next(error)`. */
function isAnswer(facts: FileFacts, callee: Node): boolean {
  const start = callee.type === "Identifier" ? callee : chainStart(callee);
  if (start.type !== "Identifier") return false;
  const variable = facts.bindings.variables.of(start);
  for (
    let handler = enclosingFunction(callee);
    handler !== undefined;
    handler = enclosingFunction(handler)
  ) {
    const [, response, next] = handler.params;
    const isOurs = [response, next].some(
      (parameter) =>
        parameter?.type === "Identifier" && facts.bindings.variables.of(parameter) === variable,
    );
    if (variable && isOurs) return true;
  }
  return false;
}

import { packageBehind } from "../modules/package-behind.js";
import { GLOBAL } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { importedPlaces } from "../modules/importers.js";
import type { Call, Node } from "../source.js";
import type { ValueUse } from "./place.js";
import { usesFrom, usesOfValue } from "./value-uses.js";

/** Packages and globals whose calls keep or compare what they are handed and connect to nothing. */
const LOCAL_WORK =
  /^(?:node:(?:assert|util|path|fs|events)(?:\/.*)?|lodash(?:[./-].*)?|ramda|deepmerge|defu|zod|joi|vitest|@jest\/.*|sinon|chai)$/;

/** True where an object ends up, alone or as a part of others, in a call of a package: what opens connections is never the project's own code. */
export function isNetworkCall(facts: FileFacts, object: Node): boolean {
  return leadsToPackage(facts, usesOfValue(facts, outermost(object)), 0);
}

/** How many files an export may be passed on through. */
const MAX_FILES = 2;

function leadsToPackage(facts: FileFacts, uses: readonly ValueUse[], files: number): boolean {
  return uses.some((use) => {
    if (use.kind === "handed") return isOfPackage(facts, use.call);
    if (use.kind !== "exported" || files >= MAX_FILES) return false;
    return [...importedPlaces(facts, use.way)].some(({ facts: other, next }) =>
      leadsToPackage(other, usesFrom(other, next), files + 1),
    );
  });
}

function isOfPackage(facts: FileFacts, call: Call): boolean {
  const origin = facts.bindings.origin(call.callee);
  if (origin?.module === GLOBAL) return /^(?:fetch|WebSocket)$/.test(origin.path);
  const found = packageBehind(facts, origin);
  return found !== undefined && !LOCAL_WORK.test(found.module);
}

/** The object that an object is a part of: of `{ ssl: { … } }`, and of `{ agent: condition ? { … } : … }`. */
function outermost(node: Node): Node {
  const { parent } = node;
  if (
    parent?.type === "Property" &&
    parent.parent.type === "ObjectExpression" &&
    parent.value === node
  )
    return outermost(parent.parent);
  if (parent?.type === "ConditionalExpression" || parent?.type === "LogicalExpression")
    return outermost(parent);
  return node;
}

import { absent, type Fact } from "@faultline/contract";
import { methodName, staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { chainAfter, chainEnd } from "../flow/call-chain.js";
import { entryPointOf } from "../flow/entry-point.js";
import { givenToResponse } from "../flow/given-to-response.js";
import { allNodes } from "../flow/walk.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { Node } from "../source.js";
import { isStatement, type Statement } from "./statements.js";

/** Whether a list that a request is answered with has a limit. */
export function rowLimit(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.filter(isStatement).flatMap((draft) => {
      const fact = factOf(facts, draft);
      return fact ? [{ about: draft, mechanism: "row-limit", fact } as const] : [];
    }),
  };
}

function factOf(facts: FileFacts, draft: Statement): Fact | undefined {
  const { access, rows, statement } = draft.details;
  if (access !== "read" || rows !== "unlimited") return undefined;
  if (selections(statement).some((part) => mayBeFew(facts, part))) return undefined;
  const isSent = givenToResponse(facts, chainEnd(statement)) !== undefined;
  if (!isSent || entryPointOf(facts, statement) !== "request") return undefined;
  return absent(
    `\`${facts.textOf(draft.node)}\` reads every row there is, and all of them are the answer`,
    "take a page: a limit with an upper bound, and a cursor or an offset",
  );
}

/** Links of a chain that select rows. */
const SELECTS = /^(?:(?:or|and)?where\w*|having|eq|in|match|filter|findBy|(?:inner)?join\w*)$/i;

/** Options of `find({ … })` that stand where other libraries take the selection. */
const OPTIONS = /^(?:where|select|relations|include|attributes|order\w*|raw|omit|distinct)$/;

/** The parts of a statement that say which rows it reads. */
function selections(statement: Node): readonly Node[] {
  const calls = statement.type === "CallExpression" ? [statement] : [];
  const links = [...calls, ...chainAfter(statement).map(({ call }) => call)];
  return links.flatMap((call) => {
    const name = methodName(call.callee) ?? "";
    if (SELECTS.test(name)) return call.arguments;
    const [first] = call.arguments;
    return first && name.startsWith("find") ? selectionOf(first) : [];
  });
}

function selectionOf(options: Node): readonly Node[] {
  const node = unwrap(options);
  if (node.type !== "ObjectExpression") return [node];
  const isOptions = node.properties.some(
    (property) => property.type === "Property" && OPTIONS.test(staticName(property) ?? ""),
  );
  if (!isOptions) return [node];
  return node.properties.flatMap((property): readonly Node[] => {
    if (property.type === "SpreadElement") return [property];
    return staticName(property) === "where" ? [property.value] : [];
  });
}

/** A selection by a key, or one that isn't spelled out: how many rows it leaves is not known. */
const BY_KEY =
  /(?:\b|_)(?:ids?|uuid|slug|key|token|email|name|code|owner|user|tenant|date|day)\b|\w(?:Ids?|Key|Token|Slug|Name|At|Date|By)\b/;

function mayBeFew(facts: FileFacts, selection: Node): boolean {
  return (
    BY_KEY.test(facts.textOf(selection)) ||
    allNodes(selection).some(({ type }) => type === "SpreadElement") ||
    /^(?:Identifier|MemberExpression|CallExpression|ConditionalExpression)$/.test(selection.type)
  );
}

import { absent } from "@faultline/contract";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import type { FileFacts } from "../file-facts.js";
import { answerOf, type Answer } from "../flow/answer.js";
import { enclosingFunction, functionPath } from "../flow/enclosing.js";
import { entryPointOf } from "../flow/entry-point.js";
import {
  branchAround,
  errorBranchAround,
  errorsOf,
  type ErrorBranch,
} from "../flow/error-branch.js";
import { isErrorBody, saysFailure } from "../flow/failure-body.js";
import { isStatusElsewhere } from "../flow/status-elsewhere.js";
import { isWithin, nodesInFunction } from "../flow/walk.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import { returnedAnswers } from "./returned-answer.js";

const ANSWERS = /\.(?:jsonp?|send|text)\(|\.body\s*=[^=]|new (?:Next)?Response\(/;
const ASSIGNS = /\.body\s*=[^=]/;

/** What requests are answered with where their work failed, where that is sent as a success. */
export function errorAnswers(facts: FileFacts): readonly DraftOf<"error-answer">[] {
  const returned = returnedAnswers(facts);
  if (!facts.mentions(ANSWERS)) return returned;
  const assignments = facts.mentions(ASSIGNS)
    ? facts.nodes.catches.flatMap(({ body }) =>
        nodesInFunction(body).filter(({ type }) => type === "AssignmentExpression"),
      )
    : [];
  const found = [...facts.nodes.calls, ...assignments].flatMap(
    (node) => errorAnswer(facts, node) ?? [],
  );
  return [...found, ...returned];
}

function errorAnswer(facts: FileFacts, node: Node): DraftOf<"error-answer"> | undefined {
  const answer = answerOf(facts, node);
  if (!answer || !isSuccess(answer)) return undefined;
  const branch = failedBranch(facts, node, answer);
  if (!branch) return undefined;
  if (isStatusElsewhere(facts, answer, branch.body)) return undefined;
  if (isSetByFramework(facts, answer, branch)) return undefined;
  if (isOutcomeAnswer(facts, node) || isMeant(facts, branch.body)) return undefined;
  if (!isForRequest(facts, node, answer)) return undefined;
  const sent = typeof answer.status === "number" ? String(answer.status) : "200";
  return {
    kind: "error-answer",
    library: "javascript",
    operation: "answer",
    node: answer.at,
    extent: node,
    mechanisms: {
      "error-status": absent(
        `this ${branch.name} answers with status ${sent}`,
        `\`${branch.isRefusal === true ? answer.remedy.replace("500", "400") : answer.remedy}\``,
      ),
    },
  };
}

/** The branch for a failure that an answer is sent from, where its body tells of the failure. */
function failedBranch(facts: FileFacts, node: Node, answer: Answer): ErrorBranch | undefined {
  const { handler, body } = answer;
  const branch = errorBranchAround(facts, node, handler);
  if (branch) return saysFailure(facts, body, errorsOf(facts, branch)) ? branch : undefined;
  return isErrorBody(facts, body) ? branchAround(node, handler) : undefined;
}

/** What handles a request may answer in a callback of its promises. */
function isForRequest(facts: FileFacts, node: Node, { handler }: Answer): boolean {
  const scopes = handler ? [handler] : functionsAround(node);
  return scopes.some(({ body }) => entryPointOf(facts, body) === "request");
}

function functionsAround(node: Node): readonly FunctionNode[] {
  const scope = enclosingFunction(node);
  if (!scope) return [];
  return scope.parent.type === "CallExpression" ? [scope, ...functionsAround(scope)] : [scope];
}

/** 207 is there to report failures of parts. */
function isSuccess({ status }: Answer): boolean {
  return status === "unsaid" || (typeof status === "number" && status >= 200 && status < 207);
}

/** Fastify answers 500 where an error itself is sent, and begins its error handlers with the error's status. */
function isSetByFramework(
  facts: FileFacts,
  { body, status }: Answer,
  branch: ErrorBranch,
): boolean {
  if (status !== "unsaid" || facts.package.majorOf("fastify") === undefined) return false;
  return errorsOf(facts, branch)(body);
}

/**
 * Routes that are asked whether something works, whose answer the failure is, and those that a provider calls, which
 * repeats what is not answered with 200. Told by the words of the route and of the functions around.
 */
const ASKS =
  /(?:^|[^a-z]|(?<=[a-z])(?=[A-Z]))(?:[Hh]ealth\w*|[Rr]eady\w*|[Ll]ive(?:ness|z)?|[Pp]ing|[Hh]eartbeat|[Ww]eb_?-?[Hh]ooks?|[Hh]ooks?|[Cc]allbacks?|ipn|[Tt]est\w*|[Cc]heck\w*|[Vv]erif(?:y|ication)\w*|[Vv]alidat(?:e|ion)\w*|[Pp]robe\w*|[Pp]review\w*|[Ss]tatus)(?![a-z])/;

function isOutcomeAnswer(facts: FileFacts, node: Node): boolean {
  const words = [functionPath(node), ...routesAround(facts, node), placeOf(facts)].join(" ");
  return ASKS.test(words);
}

/** The last folders of the file: frameworks make routes of them. */
function placeOf({ source }: FileFacts): string {
  return source.file.split("/").slice(-3).join("/");
}

function routesAround(facts: FileFacts, node: Node): readonly string[] {
  return facts.drafts.flatMap((draft: SiteDraft) => {
    if (draft.kind !== "route" && draft.kind !== "health-route") return [];
    const handler = draft.details?.handler;
    const code = handler && isFunction(handler) ? handler : draft.extent;
    const isAround = code !== undefined && code !== "none" && isWithin(node, code);
    return isAround ? [draft.target ?? ""] : [];
  });
}

const SAYS_STATUS =
  /(?:\/\/|\*)[^\n]*\b(?:20\d|2xx|status|acknowledg\w*)\b|\bretr(?:y|ies|ied|yable)\b/i;

/** True where a comment says why the status is what it is, or the text that nobody shall try again. */
function isMeant(facts: FileFacts, branch: Node): boolean {
  return SAYS_STATUS.test(facts.textOf(branch));
}

import { absent } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { returnedValues } from "../flow/catch-effect.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { errorsOf } from "../flow/error-branch.js";
import { saysFailure } from "../flow/failure-body.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode } from "../source.js";

/** Frameworks that send what a handler returns, as a success. */
const SENDS_VALUES = /^(?:@nestjs\/|fastify$)/;
/** Something in the handler or above it may set a status. */
const SAYS_STATUS = /\.(?:status|code|sendStatus)\(|\bstatusCode\b|@HttpCode|@Res\b/;

/** `catch (error) { return { error: error.message } }` in a handler whose framework sends what it returns. */
export function returnedAnswers(facts: FileFacts): readonly DraftOf<"error-answer">[] {
  const routes = facts.drafts.filter(
    (draft): draft is DraftOf<"route"> =>
      draft.kind === "route" && SENDS_VALUES.test(draft.library),
  );
  return routes.flatMap((route) => {
    const handler = route.details && facts.bindings.functionOf(route.details.handler);
    return handler ? inHandler(facts, route, handler) : [];
  });
}

function inHandler(
  facts: FileFacts,
  route: DraftOf<"route">,
  handler: FunctionNode,
): readonly DraftOf<"error-answer">[] {
  if (SAYS_STATUS.test(facts.textOf(handler.parent))) return [];
  return facts.nodes.catches.flatMap((clause) => {
    if (enclosingFunction(clause) !== handler) return [];
    const branch = { body: clause.body, error: clause.param ?? undefined, name: "catch clause" };
    const isError = errorsOf(facts, branch);
    return returnedValues(clause.body)
      .filter((value) => saysFailure(facts, value, isError))
      .slice(0, 1)
      .map((value) => ({
        kind: "error-answer" as const,
        library: "javascript",
        operation: "answer",
        node: clause,
        extent: value,
        mechanisms: {
          "error-status": absent(
            `what this catch clause returns is sent with status ${route.operation === "post" && route.library.startsWith("@nestjs") ? "201" : "200"}`,
            "throw an error with a status: `throw new InternalServerErrorException()`",
          ),
        },
      }));
  });
}

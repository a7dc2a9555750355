import type { FileFacts } from "../file-facts.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";
import { failureHandlerAround, isCaughtError } from "./caught-error.js";
import { isWithin } from "./walk.js";

/** Loggers that write all of an error's own properties, not only its message and stack. */
const WRITES_PROPERTIES = new Set([
  "pino",
  "pino-http",
  "nestjs-pino",
  "fastify",
  "winston",
  "console",
]);

const CREDENTIALS = /\bauthorization\b|\bauth\s*:|\bx-api-key\b|\bapi-key\b/i;

/**
 * Why the error of a failed request should not be logged whole: an `AxiosError` has the request's
 * configuration, headers included (axios documentation, "Handling errors").
 */
export function credentialsInError(
  facts: FileFacts,
  { drafts, log }: { readonly drafts: readonly SiteDraft[]; readonly log: DraftOf<"log"> },
  value: Node,
): string | undefined {
  if (!WRITES_PROPERTIES.has(log.library) || !isCaughtError(facts, value)) return undefined;
  const handler = failureHandlerAround(facts, value);
  const attempt =
    handler?.body.parent?.type === "CatchClause" ? handler.body.parent.parent : undefined;
  if (attempt?.type !== "TryStatement") return undefined;
  const request = drafts.find(
    ({ kind, library, extent, node }) =>
      kind === "outbound-call" &&
      library === "axios" &&
      isWithin(node, attempt.block) &&
      extent !== "none" &&
      CREDENTIALS.test(facts.textOf(extent ?? node)),
  );
  return request && `\`${facts.textOf(value)}\` is axios's, which holds the request's credentials`;
}

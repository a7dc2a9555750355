import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";

const LEVEL = /^(?:log|trace|debug|verbose|http|info|warn|warning|error|fatal|silly)$/;

/** What loggers are called where they come from code that is not in sight. */
const LOGGER = /(?:^|\.)(?:console|\w*log(?:ger|ging)?)(?:\(\))?$/i;

/**
 * True for a call that writes a log line, or that reports a failure to operators another way: of a known library, or by
 * both the name of the logger and of the level.
 */
export function isLogCall(facts: FileFacts, node: Node): boolean {
  if (node.type !== "CallExpression") return false;
  if (facts.draftOf(node)?.kind === "log" || facts.project.calls.reportsFailure(facts, node))
    return true;
  const callee = unwrap(node.callee);
  return (
    callee.type === "MemberExpression" &&
    LEVEL.test(staticName(callee) ?? "") &&
    LOGGER.test(facts.textOf(callee.object))
  );
}

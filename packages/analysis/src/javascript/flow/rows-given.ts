import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { SiteDraft } from "../recogniser.js";
import { isInvocation, type Node } from "../source.js";
import { sizeOfRows, UNKNOWN_SIZE, type CollectionSize } from "./sizes.js";

/** Methods of arrays that stand after a query's rows rather than build the query. */
const OF_ROWS =
  /^(?:map|filter|flatMap|slice|splice|concat|sort|reverse|split|keys|values|entries|flat|reduce)$/;

/** How many rows a call gives, where it is a query or the end of a chain that builds one; undefined for any other call. */
export function rowsGiven(facts: FileFacts, call: Node): CollectionSize | undefined {
  const query = queryBehind(facts, call);
  if (!query) return undefined;
  if (query.kind !== "database-query") return UNKNOWN_SIZE;
  const size = sizeOfRows(query.details?.rows);
  return size.state === "open" && ASKS_FOR_GIVEN.test(facts.textOf(call)) ? UNKNOWN_SIZE : size;
}

/** Asks for the rows of a list of keys, and gives no more than the list has. */
const ASKS_FOR_GIVEN =
  /\bin:\s|\$in\b|\bOp\.in\b|\b(?:whereIn|inArray|findByIds)\(|\bIn\(|= ?ANY\b/;

/** `find()` of `find().limit(5).lean()`. */
function queryBehind(facts: FileFacts, call: Node): SiteDraft | undefined {
  for (let current = call; ;) {
    const draft = isInvocation(current) ? facts.draftOf(current) : undefined;
    if (draft || current.type !== "CallExpression") return draft;
    const callee = unwrap(current.callee);
    if (callee.type !== "MemberExpression" || OF_ROWS.test(staticName(callee) ?? ""))
      return undefined;
    current = unwrap(callee.object);
  }
}

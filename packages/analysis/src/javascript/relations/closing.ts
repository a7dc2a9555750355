import { absent, present, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { Node } from "../source.js";

const HOLDS = new Set<SiteDraft["kind"]>(["consumer", "queue", "pool"]);

const CLOSES = /^(?:close|end|disconnect|quit|destroy|drain|stop|shutdown|terminate|obliterate)$/;

/** Whether what takes jobs or keeps connections is ever closed, where all uses of it are in sight. */
export function closing(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.flatMap((draft) => {
      const fact = HOLDS.has(draft.kind) ? factOf(facts, draft) : undefined;
      return fact ? [{ about: draft, mechanism: "closing", fact } as const] : [];
    }),
  };
}

function factOf(facts: FileFacts, { node, operation }: SiteDraft): Fact | undefined {
  const creation = node.parent;
  if (creation?.type !== "NewExpression") return undefined;
  const holder = creation.parent;
  if (holder.type === "ExpressionStatement")
    return absent(`nothing holds \`new ${operation}()\`, so nothing can close it`, "close()");
  if (holder.type !== "VariableDeclarator" || holder.id.type !== "Identifier") return undefined;
  if (holder.parent.parent.type === "ExportNamedDeclaration") return undefined;
  const variable = facts.bindings.variables.of(holder.id);
  const uses = variable?.references.filter((reference) => reference.isRead()) ?? [];
  const methods = uses.map(({ identifier }) => methodOf(identifier));
  if (methods.some((name) => name !== undefined && CLOSES.test(name)))
    return present(`\`${holder.id.name}\` is closed`);
  return variable === undefined || methods.includes(undefined)
    ? undefined
    : absent(`no use of \`${holder.id.name}\` closes it`, `${holder.id.name}.close()`);
}

/** The method that a use calls at once; undefined for one that hands the value on. */
function methodOf(identifier: Node): string | undefined {
  const { parent } = identifier;
  if (parent?.type !== "MemberExpression" || parent.object !== identifier) return undefined;
  const isCalled = parent.parent.type === "CallExpression" && parent.parent.callee === parent;
  return isCalled ? staticName(parent) : undefined;
}

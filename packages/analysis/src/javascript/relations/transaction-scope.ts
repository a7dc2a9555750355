import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TransactionDetails } from "../details.js";
import type { FileFacts } from "../file-facts.js";
import { nodesRun } from "../flow/run-in-place.js";
import { usesAny, variablesIn } from "../flow/derived-variables.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations, Statement } from "../relation.js";
import type { Node } from "../source.js";
import { effectsOf, type Effect } from "../summaries/effects.js";

type Transaction = DraftOf<"transaction"> & { readonly details: TransactionDetails };

/**
 * What happens between BEGIN and COMMIT: statements that go past the transaction, and work that
 * leaves it open while another service answers.
 */
export function transactionScope(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const statements: Statement[] = [];
  const added: SiteDraft[] = [];
  const byNode = new Map<Node, SiteDraft>(drafts.map((draft) => [draft.node, draft]));
  for (const transaction of drafts) {
    if (transaction.kind !== "transaction" || !transaction.details?.work) continue;
    const opened = { ...transaction, details: transaction.details };
    for (const node of nodesRun(transaction.details.work.body)) {
      const draft = byNode.get(node);
      if (draft) statements.push(...statementsAbout(draft, opened));
      else if (node.type === "CallExpression" && !facts.draftOf(node)) {
        const call = indirectCall(facts, node, opened);
        if (call) added.push(call);
      }
    }
  }
  return { statements, drafts: added };
}

function statementsAbout(draft: SiteDraft, transaction: Transaction): readonly Statement[] {
  switch (draft.kind) {
    case "database-query": {
      const fact = handleFact(draft, transaction);
      return fact ? [{ about: draft, mechanism: "transaction-handle", fact }] : [];
    }
    case "outbound-call":
    case "queue-publish":
      return [{ about: draft, mechanism: "outside-transaction", fact: remoteFact(draft) }];
    default:
      return [];
  }
}

/** Only a statement on the same database can be meant to be part of the transaction. */
function handleFact(
  { details, library }: DraftOf<"database-query">,
  transaction: Transaction,
): Fact | undefined {
  if (!details || library !== transaction.library) return undefined;
  if (transaction.details.isAmbient || details.isAmbient)
    return present("the transaction reaches every statement by itself");
  switch (details.transaction) {
    case "inside":
    case "given":
      return present("it uses the transaction's handle");
    case "unknown":
      return unknown("what its handle is can't be read here");
    case "outside":
      return absent(
        "it goes to the database past the transaction that is open around it",
        transaction.details.handle?.type === "Identifier"
          ? `use its handle \`${transaction.details.handle.name}\``
          : "use the handle that the transaction hands over",
      );
  }
}

function remoteFact({ library, operation }: SiteDraft): Fact {
  return absent(
    `\`${library === operation ? operation : `${library} ${operation}`}\` is awaited while the transaction is open`,
    "call it after the commit, or write a row that a worker sends from",
  );
}

/** A function of the project that does one of these things; only what it does by itself counts. */
function indirectCall(
  facts: FileFacts,
  call: Extract<Node, { type: "CallExpression" }>,
  transaction: Transaction,
): DraftOf<"indirect-call"> | undefined {
  const callee = functionBehind(facts, call.callee);
  if (!callee) return undefined;
  const effects = effectsOf(callee);
  const remote = effects.find(isRemote);
  const handle = transaction.details.handle;
  const isHanded =
    handle !== undefined &&
    call.arguments.some((argument) => usesAny(facts, argument, variablesIn(facts, handle)));
  const past =
    isHanded || transaction.details.isAmbient
      ? undefined
      : effects.find((effect) => goesPast(effect, transaction));
  if (!remote && !past) return undefined;
  return {
    kind: "indirect-call",
    library: (past ?? remote)?.site.library ?? transaction.library,
    operation: (past ?? remote)?.site.operation ?? transaction.operation,
    node: call.callee,
    extent: call,
    target: facts.textOf(call.callee),
    mechanisms: {
      ...(remote && { "outside-transaction": remoteFact(remote.site) }),
      ...(past && {
        "transaction-handle": absent(
          `it runs \`${past.site.operation}\` past the transaction that is open around it`,
          "hand the transaction's handle on",
        ),
      }),
    },
  };
}

function isRemote({ site }: Effect): boolean {
  return site.kind === "outbound-call" || site.kind === "queue-publish";
}

/** True for a write on the outer handle: a read beside the transaction is often meant. */
function goesPast({ site }: Effect, transaction: Transaction): boolean {
  return (
    site.kind === "database-query" &&
    site.library === transaction.library &&
    site.details?.transaction === "outside" &&
    site.details.access === "write" &&
    site.details.isAmbient !== true
  );
}

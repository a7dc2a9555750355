import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { refuses, speaksOf } from "../flow/refuses.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { Node } from "../source.js";
import { definitionOf, type RouteDefinition } from "./route-definition.js";

/** As many siblings with a guard make a router one of guarded routes. */
const FEWEST_GUARDED = 3;

/** For one route without a guard there must be so many with one. */
const GUARDED_FOR_EACH = 3;

const CHANGES = new Set(["post", "put", "patch", "delete"]);

/** What is open to everyone on purpose, or asks who calls in its own way. */
const OPEN =
  /log-?(?:in|out)|sign-?(?:in|up|out|ature)|regist|auth|token|password|passwd|secret|credential|forgot|reset|verif|confirm|activat|web-?hook|call-?back|public|contact|feedback|track|session|otp|captcha|api-?key|permission|owner|role|invit|subscri|newsletter|csp|anonym|guest/i;

/** A guard for all routes, or around a router where it is mounted. */
const GUARDS_ALL =
  /\bAPP_GUARD\b|useGlobalGuards|\.use\(\s*(?:["'`][^"'`]*["'`]\s*,\s*)?[\w.]*(?:auth|protect|guard|session|jwt|token|login|secure|acl|permission|role|user)\w*/i;

/** Whether a route that changes something asks who calls, as its siblings do. */
export function authorization(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  const groups = new Map<unknown, Route[]>();
  for (const draft of drafts) {
    if (draft.kind !== "route" || !CHANGES.has(draft.operation)) continue;
    const definition = definitionOf(facts, draft);
    if (!definition) continue;
    const guard = guardOf(facts, definition);
    const { owner } = definition;
    groups.set(owner, [...(groups.get(owner) ?? []), { draft, definition, guard }]);
  }
  return {
    statements: [...groups.values()].flatMap((routes) =>
      routes.flatMap((route) => {
        const fact = factOf(facts, route, routes);
        return fact ? [{ about: route.draft, mechanism: "authorization", fact } as const] : [];
      }),
    ),
  };
}

interface Route {
  readonly draft: DraftOf<"route">;
  readonly definition: RouteDefinition;
  /** The middleware that refuses those who may not. */
  readonly guard: Node | undefined;
}

function guardOf(
  facts: FileFacts,
  { isNest, guards, middleware }: RouteDefinition,
): Node | undefined {
  // What `@UseGuards` is given says yes or no to a caller; a throttler says so to anyone.
  return isNest
    ? guards.find((one) => !/thrott|rate|cache|log/i.test(facts.textOf(one)))
    : middleware.find((one) => refuses(facts, one) === "yes");
}

function factOf(facts: FileFacts, route: Route, routes: readonly Route[]): Fact | undefined {
  const { guard, definition } = route;
  if (guard) return present(`\`${facts.textOf(guard)}\` refuses those who may not`);
  const guarded = routes.filter((one) => one.guard !== undefined);
  const open = routes.length - guarded.length;
  if (guarded.length < FEWEST_GUARDED || guarded.length < open * GUARDED_FOR_EACH) return undefined;
  const doubt = doubtAbout(facts, route, guarded);
  if (doubt !== undefined) return unknown(doubt);
  const usual = usualGuard(facts, guarded);
  return absent(
    `${String(guarded.length)} of the ${String(routes.length)} routes of this ${definition.isNest ? "controller" : "router"} that change something are guarded, most of them with \`${usual}\`, and this one is not`,
    usual,
  );
}

/** Why a route without a guard may be meant to be, or is guarded all the same. */
function doubtAbout(
  facts: FileFacts,
  { draft, definition }: Route,
  guarded: readonly Route[],
): string | undefined {
  if (OPEN.test(draft.target ?? "")) return "its path may be open to everyone on purpose";
  if (definition.isGuardedAsWhole) return "something runs before all routes";
  const harmless = new Set(
    guarded.flatMap((one) => one.definition.middleware.map((node) => facts.textOf(node))),
  );
  const isSeen = definition.middleware.every(
    (one) =>
      harmless.has(facts.textOf(one)) || (!definition.isNest && refuses(facts, one) === "no"),
  );
  if (!isSeen) return "what runs before it is not all in sight";
  const handler = draft.details && functionBehind(facts, draft.details.handler);
  const behind = handler ?? (draft.details && functionIn(facts, draft.details.handler));
  if (!behind) return "its handler is not in sight";
  if (speaksOf(behind, OPEN) || speaksOf(behind, /\b40[13]\b|forbidden/i))
    return "its handler may ask who calls";
  return facts.packageMentions(GUARDS_ALL) ? "a guard may stand before the router" : undefined;
}

function functionIn(facts: FileFacts, handler: Node) {
  return handler.type === "FunctionExpression" || handler.type === "ArrowFunctionExpression"
    ? { node: handler, facts }
    : undefined;
}

/** The guard that most siblings have, as it is written. */
function usualGuard(facts: FileFacts, guarded: readonly Route[]): string {
  const counts = new Map<string, number>();
  for (const { guard } of guarded) {
    if (!guard) continue;
    const text = facts.textOf(guard);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

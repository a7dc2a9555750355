import { absent, type Fact } from "@faultline/contract";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { chainStart } from "../flow/call-chain.js";
import { shortText } from "../flow/short-text.js";
import { allNodes } from "../flow/walk.js";
import { handlerBehind } from "../modules/handler-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { DraftOf, SiteDraft } from "../recogniser.js";
import type { Relations, Statement } from "../relation.js";
import { isFunction, type Node } from "../source.js";
import { effectsOf } from "../summaries/effects.js";

/** Paths by which Kubernetes and others ask the two questions; a plain `/health` may answer either. */
const READY = /(?:^|[/_.-])(?:readyz?|readiness|is_?-?ready)$/i;
const LIVE = /(?:^|[/_.-])(?:livez?|liveness|alive|is_?-?alive)$/i;

/** What connects to a database, a cache or a broker, by the import of its package. */
const DEPENDENCY =
  /(?:from\s*|require\(\s*|import\(\s*)["'](pg|pg-promise|mysql2?(?:\/promise)?|mongodb|mongoose|ioredis|redis|amqplib|kafkajs|bullmq|knex|typeorm|sequelize|@prisma\/client|@nestjs\/(?:typeorm|mongoose|sequelize)|drizzle-orm\/[\w-]+|kysely|nats)["']/;

/** What answers probes by itself, or is told of dependencies in another place. */
const ELSEWHERE = /lightship|under-pressure|terminus|express-healthcheck|healthcheck-middleware/i;

/** Whether a readiness route asks the dependencies of its service, and a liveness route leaves them alone. */
export function healthDepth(facts: FileFacts, drafts: readonly SiteDraft[]): Relations {
  return {
    statements: drafts.flatMap((draft): readonly Statement[] => {
      if (draft.kind !== "health-route" || !/^(?:get|head|all)$/.test(draft.operation)) return [];
      const path = (draft.target ?? "").replace(/^\S+\s+/, "").replace(/\/+$/, "");
      if (READY.test(path)) return stated(draft, "dependency-check", readiness(facts, draft));
      return LIVE.test(path) ? stated(draft, "independence", liveness(facts, draft)) : [];
    }),
  };
}

function stated(
  about: SiteDraft,
  mechanism: "dependency-check" | "independence",
  fact: Fact | undefined,
): readonly Statement[] {
  return fact ? [{ about, mechanism, fact }] : [];
}

function readiness(facts: FileFacts, draft: DraftOf<"health-route">): Fact | undefined {
  const handler = draft.details && handlerBehind(facts, draft.details.handler);
  if (!handler || !onlyAnswers(handler) || facts.packageMentions(ELSEWHERE)) return undefined;
  const dependency = dependencyOf(facts);
  if (dependency === undefined) return undefined;
  return absent(
    `it answers without a look at what the service needs (\`${dependency}\`)`,
    "ask each dependency something cheap, such as `SELECT 1`, and answer 503 where one does not reply",
  );
}

/** True for a handler that has nothing to decide: it logs, and answers. */
function onlyAnswers({ node, facts }: LocatedFunction): boolean {
  const parameters = new Set(
    node.params.map((parameter) => facts.bindings.variables.of(parameter)),
  );
  return allNodes(node.body).every((inner) => {
    if (DECIDES.test(inner.type) || isFunction(inner)) return false;
    if (inner.type !== "CallExpression")
      return inner.type !== "NewExpression" || isDate(inner.callee);
    return isHarmless(facts, inner.callee, parameters);
  });
}

const DECIDES =
  /^(?:IfStatement|ConditionalExpression|LogicalExpression|ThrowStatement|AwaitExpression|SwitchStatement|TryStatement|For\w*Statement|WhileStatement|TaggedTemplateExpression)$/;

/** Methods of a response or context that answer. */
const ANSWERS =
  /^(?:json|jsonp|send|sendStatus|status|code|end|text|body|type|set|header|writeHead)$/;

function isHarmless(facts: FileFacts, callee: Node, parameters: ReadonlySet<unknown>): boolean {
  const start = unwrap(chainStart(callee));
  const variable = facts.bindings.variables.of(start);
  if (variable && parameters.has(variable))
    return callee.type === "MemberExpression" && ANSWERS.test(staticName(callee) ?? "");
  return start.type === "Identifier" && !variable && PLATFORM.test(start.name);
}

const PLATFORM = /^(?:Date|process|console|JSON|Response|NextResponse|String|Math)$/;

function isDate(callee: Node): boolean {
  return callee.type === "Identifier" && /^(?:Date|Response)$/.test(callee.name);
}

/** The first dependency that the file or another of its package imports. */
function dependencyOf(facts: FileFacts): string | undefined {
  const own = DEPENDENCY.exec(facts.source.text)?.[1];
  return own ?? DEPENDENCIES.find((name) => isUsed(facts, name));
}

const DEPENDENCIES = [
  ...["pg", "mysql2", "mongoose", "mongodb", "ioredis", "redis", "amqplib", "kafkajs", "bullmq"],
  ...["knex", "typeorm", "sequelize", "@prisma/client", "kysely"],
];

function isUsed(facts: FileFacts, name: string): boolean {
  if (facts.package.majorOf(name) === undefined) return false;
  return facts.packageMentions(
    new RegExp(String.raw`(?:from\s*|require\(\s*)["']${name}(?:/[\w-]+)?["']`),
  );
}

/** What a restart of the process does not mend. */
function liveness(facts: FileFacts, draft: DraftOf<"health-route">): Fact | undefined {
  const handler = draft.details && handlerBehind(facts, draft.details.handler);
  const effect =
    handler &&
    effectsOf(handler).find(
      ({ site }) =>
        site.kind === "database-query" ||
        site.kind === "outbound-call" ||
        site.kind === "cache-operation",
    );
  if (!handler || !effect) return undefined;
  const { call } = effect;
  const callee = call.type === "TaggedTemplateExpression" ? call.tag : call.callee;
  return absent(
    `it waits for \`${shortText(handler.facts, callee)}\``,
    "answer from the process alone here, and ask dependencies in the readiness route",
  );
}

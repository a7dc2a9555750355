import { hasKey, textOf, type ComposeFile, type Service } from "./compose-file.js";
import { commandOf } from "./purpose.js";
import { imageOf, runsOwnCode } from "./service-image.js";

/** What a service owes depends on what it does: only what stays up has to come back. */
export type Role = "lasting" | "job" | "optional" | "unknown";

export function roleOf(service: Service, { services }: ComposeFile): Role {
  // Nobody starts it unless they ask for it by name.
  if (hasKey(service, "profiles") || textOf(service, "scale") === "0") return "optional";
  if (textOf(service, "deploy", "replicas") === "0") return "optional";
  const waits = services
    .flatMap(({ dependencies }) => dependencies)
    .filter(({ name }) => name === service.name)
    .map(({ condition }) => condition);
  if (waits.includes("service_completed_successfully") || runsOnce(service)) return "job";
  return waits.length > 0 || showsToLast(service) ? "lasting" : "unknown";
}

const LASTING_WORD = /(?:worker|consumer|scheduler|server|api)s?$/i;

/** Something reaches it, or it reacts to something: a container without either may build a file and go. */
function showsToLast(service: Service): boolean {
  if (["ports", "expose", "healthcheck"].some((key) => hasKey(service, key))) return true;
  return LASTING_WORD.test(service.name) || !runsOwnCode(imageOf(service));
}

const JOB_WORD =
  /^(?:migrat(?:e|es|ion|ions|or)|init|initdb|initializer|seed|seeds|seeder|seeding|setup|bootstrap|provision|job|jobs|task|once|backup|backups|cron|certbot|flyway|liquibase|builder|build|installer|test|tests|cli|console|shell|import|importer|createbuckets?|prepare|k6|load|loadgen|loadgenerator)$/i;
const JOB_COMMAND =
  /\b(?:migrate|migrations?|db:\w+|db push|seed|createbuckets?|mc (?:mb|alias|config))\b/i;

function runsOnce(service: Service): boolean {
  const restart =
    textOf(service, "restart") ?? textOf(service, "deploy", "restart_policy", "condition");
  if (restart !== undefined && /^(?:no|none|false)$/.test(restart)) return true;
  if ((textOf(service, "deploy", "mode") ?? "").endsWith("job")) return true;
  if (service.name.split(/[^A-Za-z]+/).some((word) => JOB_WORD.test(word))) return true;
  const command = commandOf(service);
  // `migrate && start` goes on to serve.
  return JOB_COMMAND.test(command) && !/&&|;|\bstart\b|\bserve\b|\bexec\b/.test(command);
}

import { hasKey, textOf, type ComposeFile, type Service } from "./compose-file.js";
import { commandOf } from "./purpose.js";

/** What a service owes depends on what it does: only what stays up has to come back. */
export type Role = "lasting" | "job" | "optional";

export function roleOf(service: Service, { services }: ComposeFile): Role {
  // Nobody starts it unless they ask for it by name.
  if (hasKey(service, "profiles") || textOf(service, "scale") === "0") return "optional";
  if (textOf(service, "deploy", "replicas") === "0") return "optional";
  const awaited = services
    .flatMap(({ dependencies }) => dependencies)
    .some(
      ({ name, condition }) =>
        name === service.name && condition === "service_completed_successfully",
    );
  return awaited || runsOnce(service) ? "job" : "lasting";
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

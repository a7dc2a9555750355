import { createFinding, NOT_APPLICABLE, type FaultSite } from "@faultline/contract";
import { factOf } from "../fact-of.js";
import type { Project, ProjectCheck } from "../project-check.js";
import { MODELLING, type Modelling } from "./modelled-schemas.js";
import { programsOf } from "./services.js";

/** Packages that run migrations of any database. */
const TOOLS =
  /^(?:umzug|node-pg-migrate|db-migrate|db-migrate-.+|postgrator(?:-cli)?|marv|@databases\/pg-migrations|graphile-migrate|postgres-migrations|dbmate|@dbmate\/.+|node-flywaydb|flyway|liquibase|sequelize-cli|sequelize-typescript-migration.*|@mikro-orm\/migrations.*|typeorm-migrations?|kysely-ctl|kysely-migrate|atlas|@ariga\/atlas|drizzle-kit|@slonik\/migrator|ley|migrate|mysql-migrations?|knex-migrate|objection-migrations|prisma-migrate.*)$/;

/** Files of migrations, of whichever tool: a folder that is named so, Flyway's names, changelogs. */
const FILES =
  /(?:^|\/)(?:[\w.-]*[-_.])?(?:migrations?|migrate)\/.+\.(?:sql|[cm]?[jt]s|ya?ml|xml|json)$|(?:^|\/)changelogs?\/.+\.(?:sql|ya?ml|xml)$|(?:^|\/)V\d[\w.]*__[^/]+\.sql$|(?:^|\/)\d{8,14}[-_][^/]+\.(?:sql|[cm]?[jt]s)$/i;

/** Statements, tools of other languages and scripts that may be migrations under another name. */
const HINTS =
  /\b(?:CREATE|ALTER)\s+TABLE\b|\bmigrat(?:e|ions?|or)\b|flyway|liquibase|dbmate|sqitch|alembic|goose|atlas\s+(?:schema|migrate)/i;

/** A schema that is changed by hand is another one in each place, and can't be put back. */
export const migrationsPresent: ProjectCheck = {
  id: "migrations-present",
  criterion: "migrations-present",
  preset: "strict",
  docs: {
    looksAt:
      "Services and workers that declare tables of their own, as models of TypeORM, Sequelize, Prisma, Drizzle, MikroORM or Objection; files and tools of migrations.",
    reports:
      "Such a service where no file of the project is a migration and no tool for them is installed.",
    silent:
      "Nothing says that the service owns its tables; any code, script or SQL file creates or migrates them; or a schema that follows the models is reported already.",
  },
  judge(project) {
    const owners = programsOf(project).flatMap((program) => {
      const owner = ownerOf(project, program);
      return owner ? [owner] : [];
    });
    if (owners.length === 0) return NOT_APPLICABLE;
    const files = project.files.filter((file) => FILES.test(file) && project.textOf(file) !== "");
    const [first] = files;
    if (first !== undefined) return { state: "judged", findings: [], good: [praise(first)] };
    const isElsewhere = project.files.some((file) => file.endsWith(".sql"));
    const findings = owners.flatMap((owner) =>
      isElsewhere || mayMigrate(project, owner) ? [] : [missing(owner)],
    );
    return { state: findings.length > 0 ? "judged" : "unknown", findings, good: [] };
  },
};

/** A program that declares tables, with the first place that does. */
interface Owner {
  readonly program: FaultSite;
  readonly home: string;
  readonly modelling: Modelling;
  /** The file of the first model. */
  readonly model: string;
}

function ownerOf(project: Project, program: FaultSite): Owner | undefined {
  const { file } = program.location;
  const home = project.packageOf(file);
  const names = project.reachableDependenciesOf(file);
  for (const modelling of MODELLING) {
    if (!modelling.packages.some((name) => names.has(name))) continue;
    const model = project.files.find(
      (candidate) =>
        modelling.files.test(candidate) && modelling.declares.test(project.textOf(candidate)),
    );
    if (model !== undefined) return { program, home, modelling, model };
  }
  return undefined;
}

function mayMigrate(project: Project, { program, home }: Owner): boolean {
  const names = project.reachableDependenciesOf(program.location.file);
  const isReported = project.sites.some(
    (site) =>
      factOf(site, "migrations")?.state === "absent" &&
      project.packageOf(site.location.file) === home,
  );
  return (
    isReported ||
    [...names].some((name) => TOOLS.test(name)) ||
    project.mentions(HINTS) ||
    project.configures(HINTS)
  );
}

function praise(file: string) {
  return {
    criterion: "migrations-present" as const,
    message: `The schema is changed by migrations: ${file}`,
    locations: [{ file, line: 1, column: 1, endLine: 1, endColumn: 1 }],
  };
}

function missing({ program, home, modelling, model }: Owner) {
  return createFinding({
    check: "migrations-present",
    criterion: "migrations-present",
    origin: "project",
    location: program.location,
    message: `This service declares its tables with ${modelling.name} (${model}), and the project has no migration. The schema is changed by hand or by the models, differently in each place, and a failed release can't put it back.`,
    suggestion: `Write each change of the schema down as a migration, and apply them before the release: ${modelling.remedy}.`,
    subject: home,
  });
}

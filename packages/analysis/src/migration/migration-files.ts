import { isJavaScriptFile } from "./code-migration.js";

/** Globs of folders that hold migrations; what lies deeper in them belongs to one, as with Prisma. */
export const MIGRATION_FOLDERS: readonly string[] = [
  "**/{migration,migrations,migrate,drizzle}",
  "**/*[-_]{migration,migrations}",
  "**/{migration,migrations}[-_]*",
];

/** Folders whose SQL and code no database ever gets, for a linter's `ignores`. */
export const NOT_MIGRATIONS: readonly string[] = [
  "**/{node_modules,dist,build,out,coverage,vendor,test,tests,__tests__,fixtures,__fixtures__,example,examples,docs}/**",
  "**/*.{test,spec,config}.*",
  "**/*.d.{ts,mts,cts}",
];

const IN_FOLDER =
  /(?:^|\/)(?:migrations?|migrate|drizzle|[^/]*[-_]migrations?|migrations?[-_][^/]*)\//;
const NOT_RUN =
  /(?:^|\/)(?:node_modules|dist|build|out|coverage|vendor|tests?|__tests__|fixtures|__fixtures__|examples?|docs)\/|\.d\.[cm]?ts$|\.(?:test|spec|config)\.[^/]*$/;

/** By its name alone, a file that may be a migration: one in a folder of them. */
export function isMigrationFile(file: string): boolean {
  return (
    (isJavaScriptFile(file) || file.endsWith(".sql")) && IN_FOLDER.test(file) && !NOT_RUN.test(file)
  );
}

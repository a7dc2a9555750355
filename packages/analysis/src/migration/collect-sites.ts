import { absent, present, type Fact } from "@faultline/contract";
import type { ConfigurationLanguage } from "../configuration-language.js";
import { isJavaScriptFile, mayBeCodeMigration } from "./code-migration.js";
import { isThere } from "./known-dialect.js";
import { isMigrationFile } from "./migration-files.js";
import { placeMigration, readMigration } from "./migration-folder.js";
import { sqlProblem } from "../sql/sql-syntax.js";
import type { RawMigration } from "./raw-migration.js";
import { migrationSites } from "./sites.js";

/** Changes of the schema, in SQL and in the languages of the tools that run them. */
export const migrations: ConfigurationLanguage = {
  reads: isMigrationFile,
  problem: (file, text) => (/\.sql$/i.test(file) ? sqlProblem(text) : undefined),
  sites(file, text, path) {
    if (isJavaScriptFile(file) && !mayBeCodeMigration(text)) return [];
    const raw = readMigration(file, text, path);
    if (!raw) return [];
    const { migration, history } = placeMigration(raw, text, path);
    const down = raw.down ?? downFileFact(file, path, raw);
    const whole = down ? { ...migration, down } : migration;
    return migrationSites({ file, text, path, head: raw.head }, whole, history);
  },
};

/** `1.up.sql` is undone by `1.down.sql` beside it. */
function downFileFact(
  file: string,
  path: string | undefined,
  { up }: RawMigration,
): Fact | undefined {
  if (path === undefined || up.length === 0 || !/[._-]up\.sql$/i.test(file)) return undefined;
  const down = path.replace(/up(?=\.sql$)/i, "down");
  return isThere(down) || !isThere(path)
    ? present("a file beside it undoes it")
    : absent(
        "there is no file that goes down beside it",
        `\`${down.replace(/^.*[/\\]/, "")}\` that undoes it`,
      );
}

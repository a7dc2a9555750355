import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/migrate.mjs";
import { createScratchDatabase, startEmbeddedDatabase } from "./database.js";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env["DATABASE_URL"];
  const database = server ? await createScratchDatabase(server) : await startEmbeddedDatabase();
  await migrate(database.url);
  project.provide("databaseUrl", database.url);
  return database.stop;
}

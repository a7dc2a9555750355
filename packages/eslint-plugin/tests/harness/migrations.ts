export const CREATE_ORDERS =
  "CREATE TABLE orders (id serial PRIMARY KEY, user_id int, code text);\n";

/** A migration of TypeORM that does this on its way up; `more` are members of its class. */
export function typeormMigration(
  up: string,
  more = "",
  down = "await queryRunner.query(UNDO);",
): string {
  return `import { type MigrationInterface, type QueryRunner, TableIndex, TableForeignKey } from "typeorm";

export class Change1700000000000 implements MigrationInterface {
  ${more}
  async up(queryRunner: QueryRunner): Promise<void> {
    ${up}
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    ${down}
  }
}
`;
}

export function knexMigration(up: string, down = "await knex.raw(UNDO);"): string {
  return `import type { Knex } from "knex";

export async function up(knex: Knex) {
  ${up}
}

export async function down(knex: Knex) {
  ${down}
}
`;
}

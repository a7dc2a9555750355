import { testRule } from "../../harness/test-rule.js";

const PG = "SELECT '1'::int;\n";
const users = "CREATE TABLE users (id serial PRIMARY KEY);\n";
const orders = (more: string): string =>
  `${PG}${users}CREATE TABLE orders (id serial PRIMARY KEY, user_id int, ${more});\n`;
const KEY = "FOREIGN KEY (user_id) REFERENCES users (id)";

testRule("migration-index-foreign-keys", {
  reports: {
    "a key in a new table": orders(KEY),
    "a column with a reference": orders("shop_id int REFERENCES shops (id) ON DELETE CASCADE"),
    "a key that is added": `${orders("n int")}ALTER TABLE orders ADD CONSTRAINT fk ${KEY};`,
    "an index on something else": `${orders(KEY)}CREATE INDEX idx ON orders (id);`,
    "an index in which the column comes second": `${orders(KEY)}CREATE INDEX idx ON orders (id, user_id);`,
    "an index of some rows": `${orders(KEY)}CREATE INDEX idx ON orders (user_id) WHERE id > 9;`,
    "a column of Sequelize": {
      filename: "migrations/0001.ts",
      code: `import { type QueryInterface, DataTypes } from "sequelize";
export async function up(queryInterface: QueryInterface) {
  await queryInterface.sequelize.query("SELECT 1::int");
  await queryInterface.createTable("orders", {
    id: { type: DataTypes.UUID, primaryKey: true },
    userId: { type: DataTypes.UUID, references: { model: "users" } },
  });
}
`,
    },
  },
  silent: {
    "an index in the same migration": `${orders(KEY)}CREATE INDEX idx ON orders (user_id);`,
    "an index whose names have another case": `${orders(KEY)}CREATE INDEX idx ON "public"."Orders" ("USER_ID", id);`,
    "a unique key": orders(`${KEY}, UNIQUE (user_id, id)`),
    "a column that is the primary key": `${PG}CREATE TABLE profiles (user_id int PRIMARY KEY REFERENCES users (id));`,
    "columns of an index in another order": `${PG}CREATE TABLE a (x int, y int, PRIMARY KEY (y, x), FOREIGN KEY (x, y) REFERENCES b (x, y));`,
    "MySQL, which makes the index": `CREATE TABLE orders (id int UNSIGNED PRIMARY KEY, user_id int, ${KEY});`,
    "a database that nothing tells": {
      filename: "library/migrations/2.sql",
      code: `CREATE TABLE orders (id int PRIMARY KEY, user_id int, ${KEY});`,
    },
    "a table that goes again": `${orders(KEY)}DROP TABLE orders;`,
    "a block that may make it": `${orders(KEY)}DO $$ BEGIN CREATE INDEX idx ON orders (user_id); END $$;`,
  },
});

/** A way to declare tables in code. */
export interface Modelling {
  readonly name: string;
  readonly packages: readonly string[];
  /** Files that may declare one. */
  readonly files: RegExp;
  readonly declares: RegExp;
  /** How its changes become migrations. */
  readonly remedy: string;
}

const CODE = /\.[cm]?[jt]s$/;

/** Libraries with which a service declares the tables that it owns. */
export const MODELLING: readonly Modelling[] = [
  {
    name: "TypeORM",
    packages: ["typeorm", "@nestjs/typeorm"],
    files: CODE,
    declares: /@Entity\(|\bnew\s+EntitySchema\b/,
    remedy: "`typeorm migration:generate`",
  },
  {
    name: "Sequelize",
    packages: ["sequelize", "sequelize-typescript", "@sequelize/core"],
    files: CODE,
    declares:
      /["'](?:sequelize|sequelize-typescript|@sequelize\/core)["'][^]*(?:\.define\(|\.init\(|@Table\b)|sequelize\.define\(/i,
    remedy: "`sequelize-cli migration:generate`, or umzug",
  },
  {
    name: "Prisma",
    packages: ["prisma", "@prisma/client"],
    files: /\.prisma$/,
    declares:
      /provider\s*=\s*"(?:postgresql|mysql|sqlserver|sqlite|cockroachdb)"[^]*^model\s+\w+\s*\{/m,
    remedy: "`prisma migrate dev`",
  },
  {
    name: "Drizzle",
    packages: ["drizzle-orm"],
    files: CODE,
    declares: /\b(?:pg|mysql|sqlite)Table\(/,
    remedy: "`drizzle-kit generate`",
  },
  {
    name: "MikroORM",
    packages: ["@mikro-orm/core"],
    files: CODE,
    declares: /["']@mikro-orm\/core["'][^]*@Entity\(/,
    remedy: "`mikro-orm migration:create`",
  },
  {
    name: "Objection",
    packages: ["objection"],
    files: CODE,
    declares: /\btableName\b[^]*\bModel\b|\bModel\b[^]*\btableName\b/,
    remedy: "`knex migrate:make`",
  },
];

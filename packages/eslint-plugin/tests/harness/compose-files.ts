/** Parts of a Compose file of an API and its database; each is a piece of YAML under its service. */
export interface ComposeParts {
  readonly api?: string;
  readonly db?: string;
  /** More services, and whatever else stands at the top. */
  readonly beside?: string;
}

export const HEALTHY = `healthcheck:
  test: [CMD, pg_isready, -U, payments]
  interval: 10s
`;

export const LIMITED = "mem_limit: 512m\n";
export const KEPT = "restart: unless-stopped\n";

/** A Compose file whose name says that it is deployed. Its services have an image, and the API depends on the database. */
export function composeFile({ api = SHORT, db = "", beside = "" }: ComposeParts = {}): string {
  return `services:
  api:
    image: registry.example.com/payments:1.4.0
    ports: ["8080:8080"]
${indented(api)}  db:
    image: postgres:17.2
${indented(db)}${beside}`;
}

/** The form of depends_on that waits for nothing but the container. */
export const SHORT = "depends_on: [db]\n";
export const AWAITED = "depends_on: { db: { condition: service_healthy } }\n";

function indented(yaml: string): string {
  return yaml === "" ? "" : `${yaml.trimEnd().replace(/^/gm, "    ")}\n`;
}

import { HOLE } from "../sql/lex.js";

/** Functions of PostgreSQL and its usual extensions that give another value for each row. */
const VOLATILE =
  /\b(?:gen_random_uuid|uuid_generate_v\d\w*|uuidv[47]|random|clock_timestamp|timeofday|nextval|gen_random_bytes)\b/;

/** Functions whose value is the same for the whole statement. */
const STABLE =
  /\b(?:now|current_timestamp|current_date|current_time|localtimestamp|localtime|transaction_timestamp|statement_timestamp|current_setting|current_user|lower|upper|md5|timezone|date_trunc|jsonb_build_object|jsonb_build_array|json_build_object|json_build_array|to_timestamp|make_interval|array|cast|numeric|decimal|varchar|char|timestamp|timestamptz|time|interval)\b/g;

/** Whether a default is one value for all rows, so that PostgreSQL 11 and later store it once. */
export function defaultKind(text: string): "one" | "each" | "unknown" {
  const code = text.replaceAll(/'(?:[^']|'')*'/g, "''");
  if (VOLATILE.test(code)) return "each";
  if (code.includes(HOLE)) return "unknown";
  return /\b[a-z_]\w*\s*\(/.test(code.replaceAll(STABLE, "")) ? "unknown" : "one";
}

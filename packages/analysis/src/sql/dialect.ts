import type { Dialect } from "../migration/migration.js";

/** What only one dialect can be. A back-tick or `IF NOT EXISTS` tells nothing. */
const SIGNS: readonly (readonly [Dialect, RegExp])[] = [
  [
    "postgres",
    /\bCONCURRENTLY\b|\bTIMESTAMPTZ\b|\bJSONB\b|\b(?:BIG|SMALL)?SERIAL\b|\bCHARACTER VARYING\b|\bDOUBLE PRECISION\b|\bBYTEA\b|\buuid_generate_v\d|\bgen_random_uuid\b|\bCREATE (?:EXTENSION|TYPE|SEQUENCE|POLICY)\b|\bALTER TYPE\b|\bADD VALUE\b|\bUSING (?:gin|gist|brin)\b|\bNOT VALID\b|\bVALIDATE CONSTRAINT\b|\bALTER COLUMN "?\w+"? (?:SET DATA )?TYPE\b|\bALTER TABLE ONLY\b|\bWITH(?:OUT)? TIME ZONE\b|[\w")]::"?\w|\$\$|\bLANGUAGE plpgsql\b|\bROW LEVEL SECURITY\b/i,
  ],
  [
    "mysql",
    /\bENGINE\s*=\s*(?:InnoDB|MyISAM)\b|\bAUTO_INCREMENT\b|\bCHANGE COLUMN\b|\bUNSIGNED\b|\bALGORITHM\s*=|\b(?:LONG|MEDIUM|TINY)TEXT\b|\bTINYINT\s*\(|\bCHARACTER SET utf8|\bCHARSET\s*=\s*utf8|\bON UPDATE CURRENT_TIMESTAMP\b|\bforeign_key_checks\b/i,
  ],
  ["sqlite", /\bAUTOINCREMENT\b|^\s*PRAGMA\b|\bWITHOUT ROWID\b|\bsqlite_(?:master|sequence)\b/im],
  [
    "clickhouse",
    /\bENGINE\s*=?\s*\w*MergeTree\b|\bON CLUSTER\b|\bLowCardinality\s*\(|\bDateTime64\b|\bNullable\s*\(|\bMATERIALIZE (?:INDEX|COLUMN)\b|\bTYPE (?:minmax|bloom_filter|set)\b/i,
  ],
  ["mssql", /\bNVARCHAR\b|\bIDENTITY\s*\(\s*1|\[dbo\]|^GO\s*$|\bDATETIME2\b|\bsp_rename\b/im],
];

/** The one dialect whose signs a text has; undefined without any, or with those of several. */
export function dialectOfText(text: string): Dialect | undefined {
  const found = SIGNS.filter(([, sign]) => sign.test(text)).map(([dialect]) => dialect);
  return found.length === 1 ? found[0] : undefined;
}

/** The one dialect that texts of one folder show. */
export function dialectOfTexts(texts: readonly string[]): Dialect | undefined {
  const found = new Set(texts.flatMap((text) => dialectOfText(text) ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}

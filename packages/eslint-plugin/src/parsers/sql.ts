import { configurationProblem, sqlSyntax } from "@faultline/analysis";
import type { Linter } from "eslint";
import { documentParser } from "./document-parser.js";

/** SQL of any dialect. A string, comment or body that is never closed is a parse error, as it is for every database. */
export const sqlParser: Linter.Parser = documentParser(
  "sql",
  "SQLFile",
  sqlSyntax,
  {},
  configurationProblem,
);

import { configurationProblem, dockerfileSyntax } from "@faultline/analysis";
import type { Linter } from "eslint";
import { documentParser } from "./document-parser.js";

/** Dockerfiles. Only what Docker itself would refuse is a parse error, and never a template of one. */
export const dockerfileParser: Linter.Parser = documentParser(
  "dockerfile",
  "Dockerfile",
  dockerfileSyntax,
  {},
  configurationProblem,
);

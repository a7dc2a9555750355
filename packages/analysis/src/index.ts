export { analyseSource, isJavaScript, type SourceAnalysis } from "./analyse-source.js";
export { projectFor } from "./javascript/default-project.js";
export type { ProjectIndex } from "./javascript/project-index.js";
export { collectorFor, type LintedSource } from "./javascript/collector-for.js";
export type { SiteCollector } from "./javascript/collect-sites.js";
export type { GatheringListeners } from "./javascript/gathered-nodes.js";
export { javascriptParser } from "./javascript/eslint-parser.js";
export { noteInputs, projectDigest } from "./project/provider-digest.js";
export { isShippedSource, NOT_SHIPPED } from "./project/shipped-code.js";
export { listFiles, listSourceFiles } from "./project/source-files.js";
export type { SyntaxProblem } from "./syntax-problem.js";
export { isManifest, manifestSites } from "./kubernetes/manifest-sites.js";
export {
  yamlSyntax,
  type YamlComment,
  type YamlPosition,
  type YamlSyntax,
} from "./kubernetes/yaml-syntax.js";

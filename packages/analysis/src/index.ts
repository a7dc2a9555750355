export { analyseSource, isJavaScript, type SourceAnalysis } from "./analyse-source.js";
export { projectFor } from "./javascript/default-project.js";
export type { ProjectIndex } from "./javascript/project-index.js";
export { collectorFor, type LintedSource } from "./javascript/collector-for.js";
export type { SiteCollector } from "./javascript/collect-sites.js";
export type { GatheringListeners } from "./javascript/gathered-nodes.js";
export { javascriptParser } from "./javascript/eslint-parser.js";
export { noteInputs, projectDigest } from "./project/provider-digest.js";
export { importedFiles, type ImportedFiles } from "./project/imported-files.js";
export { isShippedSource, NOT_SHIPPED } from "./project/shipped-code.js";
export { listFiles, listSourceFiles } from "./project/source-files.js";
export type { SyntaxProblem } from "./syntax-problem.js";
export {
  configurationProblem,
  configurationSites,
  isConfigurationFile,
} from "./configuration-files.js";
export type { DocumentComment, DocumentSyntax } from "./document-syntax.js";
export { yamlSyntax } from "./yaml/yaml-syntax.js";
export { readDocuments } from "./yaml/read-documents.js";
export type { YamlNode } from "./yaml/yaml-node.js";
export { dockerfileSyntax } from "./dockerfile/dockerfile-syntax.js";
export { MIGRATION_FOLDERS, NOT_MIGRATIONS } from "./migration/migration-files.js";
export { sqlSyntax } from "./sql/sql-syntax.js";
export { schemaChangesOf, type MigrationChanges } from "./migration/schema-changes.js";
export type { SchemaAction, SchemaChange } from "./migration/schema-change.js";

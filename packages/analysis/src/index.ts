export { analyseSource, type SourceAnalysis, type SyntaxProblem } from "./analyse-source.js";

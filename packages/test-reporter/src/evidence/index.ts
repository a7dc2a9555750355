export { EVIDENCE_FILE } from "./evidence-file.js";
export { mergeEvidence } from "./merge-evidence.js";
export { rebaseEvidence } from "./rebase-evidence.js";
export { repositoryFolder } from "./repository-folder.js";

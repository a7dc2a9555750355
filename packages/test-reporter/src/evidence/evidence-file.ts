/** Where the evidence of a project is, relative to its root. */
export const EVIDENCE_FILE = ".faultline/evidence.json";

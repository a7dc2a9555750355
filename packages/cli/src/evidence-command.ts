/** The command that makes evidence, for messages. */
export const EVIDENCE_COMMAND =
  "npx vitest run --reporter=default --reporter=@faultline/test-reporter/vitest";

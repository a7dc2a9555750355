/** The command that makes evidence, for messages. */
export const EVIDENCE_COMMAND =
  "vitest run --reporter=default --reporter=@faultline/test-reporter/vitest";

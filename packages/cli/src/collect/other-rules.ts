import type { ExternalRun } from "./external-result.js";
import type { CollectedLint } from "./lint-message.js";

/** What lint results say by rules that are not ours: those of the project's other plugins. */
export function otherRules({ source, files }: CollectedLint): ExternalRun {
  return {
    source,
    tool: "eslint",
    isComplete: true,
    results: files.flatMap(({ file, messages }) =>
      messages.flatMap(({ ruleId, message, line, column, endLine, endColumn, ...rest }) =>
        ruleId === null || ruleId.startsWith("faultline/")
          ? []
          : [
              {
                tool: "eslint",
                rule: ruleId,
                grade: rest.isError ? ("high" as const) : ("medium" as const),
                message,
                location: {
                  file,
                  line,
                  column,
                  endLine: endLine ?? line,
                  endColumn: endColumn ?? column + 1,
                },
                status: rest.isSuppressed ? ("suppressed" as const) : ("new" as const),
              },
            ],
      ),
    ),
  };
}

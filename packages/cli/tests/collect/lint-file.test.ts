import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLintFile } from "../../src/collect/lint-file.js";
import { project } from "../support/project.js";

const MESSAGE = { ruleId: "faultline/require-timeout", message: "No limit.", line: 2, column: 9 };

describe("a file of ESLint results", () => {
  it("gives the messages by file, suppressed ones among them", () => {
    const content = [
      {
        filePath: "src/a.ts",
        messages: [{ ...MESSAGE, endLine: 2, endColumn: 14, messageId: "missing", severity: 2 }],
        suppressedMessages: [{ ...MESSAGE, line: 5, suppressions: [{ kind: "directive" }] }],
      },
    ];

    expect(read(project({}), content)).toEqual([
      {
        file: "src/a.ts",
        messages: [
          {
            ...MESSAGE,
            endLine: 2,
            endColumn: 14,
            messageId: "missing",
            isError: true,
            isSuppressed: false,
          },
          { ...MESSAGE, line: 5, isError: false, isSuppressed: true },
        ],
      },
    ]);
  });

  it("may come with metadata around the results", () => {
    const content = { results: [{ filePath: "src/a.ts", messages: [] }], metadata: {} };

    expect(read(project({}), content)).toEqual([{ file: "src/a.ts", messages: [] }]);
  });

  it("has absolute paths, which become the project's own", () => {
    const root = project({});
    const outside = "/elsewhere/src/b.ts";
    const content = [join(root, "src/a.ts"), outside].map((filePath) => ({
      filePath,
      messages: [],
    }));

    expect(read(root, content).map(({ file }) => file)).toEqual(["src/a.ts", outside]);
  });

  it.each([undefined, null, 0, -1, 1.5, "2"])("may place a message nowhere: %s", (line) => {
    const content = [{ filePath: "src/a.ts", messages: [{ ...MESSAGE, ruleId: null, line }] }];

    expect(read(project({}), content)[0]?.messages).toMatchObject([{ ruleId: null, line: 1 }]);
  });

  it("says which files could not be parsed", () => {
    const content = [{ filePath: "src/a.ts", messages: [{ ...MESSAGE, fatal: true }] }];

    expect(read(project({}), content)[0]?.messages).toMatchObject([{ fatal: true }]);
  });
});

function read(root: string, content: unknown) {
  const folder = project({ "lint.json": JSON.stringify(content) });
  return readLintFile(root, join(folder, "lint.json")).files;
}

import { analyseSource } from "@faultline/analysis";
import { describe, expect, it } from "vitest";

function problemOf(text: string, file = "Dockerfile"): string | undefined {
  const analysis = analyseSource(file, text);
  if (analysis.ok) return undefined;
  const { line, column, message } = analysis.problem;
  return `${String(line)}:${String(column)} ${message}`;
}

describe("a Dockerfile that Docker would refuse", () => {
  it.each([
    ["# app\nFROM node:22\nRUUN npm ci\n", "3:1 RUUN is no instruction of a Dockerfile."],
    ["\uFEFFFROM node:22\r\n\r\n  COPPY . .\r\n", "3:3 COPPY is no instruction of a Dockerfile."],
    ["# app\nARG A\nRUN npm ci\nFROM node\n", "3:1 RUN comes before the first FROM."],
    ["FROM node:22\nRUN <<EOF\nnpm ci\n", "2:1 The here-document that begins here has no end."],
    [
      "FROM node:22\nRUN npm ci && \\\n\n# c\n npm run b\nnpm start\n",
      "6:1 NPM is no instruction of a Dockerfile.",
    ],
  ])("says where: %j", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});

describe("what is left alone", () => {
  it.each([
    ["an empty file", ""],
    ["comments alone", "# nothing yet\n"],
    ["instructions in any case", "from node:22\nRun npm ci\n"],
    ["a maintainer, though nobody writes it any more", "FROM node\nMAINTAINER a\n"],
    ["a trigger", "FROM node\nONBUILD RUN npm ci\n"],
    ["an empty line and a comment in a command", "FROM node\nRUN a && \\\n\n  # b\n  c\n"],
    [
      "here-documents",
      "FROM node\nRUN <<-EOF\n\ta\n\tEOF\nCOPY <<A <<'B' /x/\na\nA\nb\nB\nADD <<EOF /y\nhello there\nEOF\n",
    ],
    ["a shift that looks like a here-document", 'FROM node\nRUN echo $((1<<2)) "<<EOF"\nCMD x\n'],
    ["a here-string", 'FROM node\nRUN cat <<< "a"\nCMD x\n'],
    ["another escape sign", "# escape=`\nFROM node\nRUN a `\n b\n"],
    ["a template", "FROM node\n{{- if .dev }}\nRUN npm i\n{{- end }}\n"],
    ["a template of another tool", "%%FROM%%\nRUN npm i\n"],
    ["a preprocessor's text", 'FROM node\n#include "common"\nINCLUDE x\n'],
    ["another reader's instruction", "# syntax=example.com/plus\nFROM node\nINCLUDE+ x\n"],
  ])("%s", (_name, text) => {
    expect(problemOf(text)).toBeUndefined();
  });

  it.each([
    "Dockerfile.j2",
    "app/Dockerfile.template",
    "Dockerfile.dockerignore",
    "dockerfile.ts",
    "Dockerfile.md",
  ])("%s, going by its name", (file) => {
    expect(problemOf("node_modules\nRUUN\n", file)).toBeUndefined();
  });

  it("a piece of a Dockerfile that is put behind another", () => {
    expect(problemOf("RUN npm ci\n", "Dockerfile.common")).toBeUndefined();
  });
});

import type { Project } from "../project-check.js";

/** A page about something, by the name that people look for it under. */
export function pagesNamed(project: Project, name: RegExp): readonly string[] {
  return project.files.filter(
    (file) => PAGE.test(file) && name.test(file) && isWritten(project.textOf(file)),
  );
}

/** Pages with a heading of its own about something. */
export function pagesWithHeading(project: Project, words: RegExp): readonly string[] {
  return project.files.filter(
    (file) =>
      PAGE.test(file) &&
      isWritten(project.textOf(file)) &&
      headings(project.textOf(file)).some((heading) => words.test(heading)),
  );
}

const PAGE = /\.(?:mdx?|rst|adoc|asciidoc|txt)$/i;

/** More than a title that was never written on. */
function isWritten(text: string): boolean {
  return text.split("\n").filter((line) => line.trim() !== "").length > 2;
}

function headings(text: string): readonly string[] {
  return text.split("\n").filter((line) => /^(?:#{1,6}\s|={1,4}\s)/.test(line));
}

import type { SyntaxProblem } from "../syntax-problem.js";
import { isTemplateName } from "./deployed.js";
import type { Instruction } from "./instruction.js";
import { parseDockerfile } from "./parse.js";

/** https://docs.docker.com/reference/dockerfile/ */
const KEYWORDS = new Set(
  `ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME
   WORKDIR`.split(/\s+/),
);
const MARKS = /\{\{|\{%|\{#|<%|%%|^#(?:if|else|endif|include|define)|@@|\$\{\{/m;

/**
 * Where the text stops being a Dockerfile: an instruction that Docker does not know, one before the first `FROM`, a
 * here-document without an end. Undefined for templates, and where another reader than Docker's decides.
 */
export function dockerfileProblem(file: string, text: string): SyntaxProblem | undefined {
  if (isTemplateName(file) || isTemplate(text)) return undefined;
  const parsed = parseDockerfile(text);
  if (!parsed || (parsed.syntax !== undefined && !parsed.syntax.includes("docker/dockerfile")))
    return undefined;
  let hasStage = false;
  for (const instruction of parsed.instructions) {
    const { keyword } = instruction;
    if (keyword === "FROM") hasStage = true;
    if (!KEYWORDS.has(keyword))
      return at(instruction, `${keyword} is no instruction of a Dockerfile.`);
    if (!hasStage && keyword !== "ARG" && !isFragment(file))
      return at(instruction, `${keyword} comes before the first FROM.`);
    const open = instruction.heredocs.find(({ isClosed }) => !isClosed);
    if (open) return at(instruction, "The here-document that begins here has no end.");
  }
  return undefined;
}

/** True for text that another tool fills in: its marks stand where instructions do. */
export function isTemplate(text: string): boolean {
  return text.split(/\r\n|\n|\r/).some((line) => {
    const start = /^\s*(?:FROM\s+)?(\S{1,12})/i.exec(line)?.[1];
    return start !== undefined && MARKS.test(start);
  });
}

/** `Dockerfile.base-steps` may be put behind another file; a plain `Dockerfile` is a whole one. */
function isFragment(file: string): boolean {
  return !/(?:^|\/)(?:docker|container)file$/i.test(file);
}

function at({ keywordRange: { line, column } }: Instruction, message: string): SyntaxProblem {
  return { message, line, column };
}

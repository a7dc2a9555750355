import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import type { SecretSource } from "./secret-source.js";

/**
 * True where some code of the package refuses to start without the variable, or with the default itself: a guard
 * that throws or ends the process, a schema that requires it.
 */
export function requiredElsewhere(
  facts: FileFacts,
  { variable, at }: Extract<SecretSource, { kind: "default" }>,
): boolean {
  const constant = nameOfConstant(at.node);
  if (constant !== undefined && facts.packageMentions(comparedWith(constant))) return true;
  return (
    variable !== undefined && /^\w+$/.test(variable) && facts.packageMentions(demanded(variable))
  );
}

/** `const DEFAULT_SECRET = "secret"`. */
function nameOfConstant({ parent }: Node): string | undefined {
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier"
    ? parent.id.name
    : undefined;
}

function comparedWith(name: string): RegExp {
  return new RegExp(String.raw`[!=]==?\s*${name}\b|\b${name}\s*[!=]==?`);
}

function demanded(variable: string): RegExp {
  const guard = String.raw`\bif\s*\([^{};]{0,200}\b${variable}\b[^{};]{0,200}\)\s*\{?[^}]{0,400}?(?:\bthrow\b|process\.exit)`;
  const schema = String.raw`\b${variable}["']?\s*:\s*[\w.]+\([^;]{0,80}?(?:required\(|nonempty\(|min\(\d)`;
  const decorated = String.raw`@Is(?:NotEmpty|Defined|String)\(\)\s+(?:readonly\s+)?${variable}\b`;
  const listed = String.raw`\brequired\w*\s*[:=][^;\]]{0,400}["']${variable}["']`;
  return new RegExp([guard, schema, decorated, listed].join("|"), "i");
}

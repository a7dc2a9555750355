import { absent } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { KEY_MARKS, keyFormatIn } from "../flow/key-formats.js";
import { allNodes } from "../flow/walk.js";
import type { SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";

/** Keys in the code that tell by their form who gave them out; those of `known` are told of already. */
export function providerKeys(facts: FileFacts, known: readonly SiteDraft[]): readonly SiteDraft[] {
  if (!facts.mentions(KEY_MARKS)) return [];
  return allNodes(facts.source.ast).flatMap((node) => {
    const text = textOf(facts, node);
    if (known.some((draft) => draft.node === node)) return [];
    const format = text === undefined || !KEY_MARKS.test(text) ? undefined : keyFormatIn(text);
    if (!format || (format.name === "a Google API key" && isPublicConfiguration(node))) return [];
    const draft: SiteDraft = {
      kind: "credential",
      library: "javascript",
      operation: "literal",
      node,
      mechanisms: {
        "secret-storage": absent(
          `this text is ${format.name}`,
          "a value from the environment or a secret store, and revoke this one",
        ),
      },
    };
    return [draft];
  });
}

/** The text of a literal or template, with what a `+` right behind it adds. */
function textOf(facts: FileFacts, node: Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  return node.type === "TemplateLiteral" ? facts.textOf(node) : undefined;
}

/** What a Firebase app sends to browsers has an API key that says which project it is, and opens nothing. */
function isPublicConfiguration(node: Node): boolean {
  const property = node.parent;
  const holder: TSESTree.ObjectExpression | undefined =
    property?.type === "Property" && property.parent.type === "ObjectExpression"
      ? property.parent
      : undefined;
  return (
    holder?.properties.some(
      (other) =>
        other.type === "Property" &&
        /^(?:authDomain|appId|messagingSenderId)$/.test(staticName(other) ?? ""),
    ) === true
  );
}

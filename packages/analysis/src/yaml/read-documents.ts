import { documentsOf } from "./documents.js";
import { toYamlNode, type YamlNode } from "./yaml-node.js";

/**
 * The documents of a file that can be read, in their order, with the file's own positions. `mayHold` spares the
 * parser documents that say nothing to the caller.
 */
export function readDocuments(
  file: string,
  mayHold: (text: string) => boolean,
): readonly YamlNode[] {
  return documentsOf(file).flatMap(({ text, line, parse }) => {
    if (!mayHold(text)) return [];
    const parsed = parse();
    return parsed.ok ? parsed.program.body.map((document) => toYamlNode(document, line)) : [];
  });
}

import { parseYaml } from "./parse.js";
import { splitDocuments } from "./split-documents.js";
import { toYamlNode, type YamlNode } from "./yaml-node.js";

/**
 * The documents of a file that can be read, in their order, with the file's own positions. `mayHold` spares the
 * parser documents that say nothing to the caller.
 */
export function readDocuments(
  file: string,
  mayHold: (text: string) => boolean,
): readonly YamlNode[] {
  return splitDocuments(file.replace(/^\uFEFF/, "")).flatMap(({ text, line }) => {
    if (!mayHold(text)) return [];
    const parsed = parseYaml(text);
    return parsed.ok ? parsed.program.body.map((document) => toYamlNode(document, line)) : [];
  });
}

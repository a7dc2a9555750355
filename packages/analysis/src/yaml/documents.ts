import { parseYaml, type ParsedYaml } from "./parse.js";
import { splitDocuments, type DocumentText } from "./split-documents.js";

/** A document of a file, which is parsed when somebody first asks. */
export interface YamlDocument extends DocumentText {
  readonly parse: () => ParsedYaml;
}

/** The latest file: its comments, its problem and each language's sites are asked for one after the other. */
let latest: { readonly file: string; readonly documents: readonly YamlDocument[] } | undefined;

/** What is larger is read document by document, and nothing of it is kept. */
const MOST_KEPT = 256 * 1024;

/** The documents of a file's text, a byte order mark left out. */
export function documentsOf(text: string): readonly YamlDocument[] {
  const file = text.replace(/^\uFEFF/, "");
  if (latest?.file === file) return latest.documents;
  const isKept = file.length <= MOST_KEPT;
  const documents = splitDocuments(file).map((document) => ({
    ...document,
    parse: isKept ? once(() => parseYaml(document.text)) : () => parseYaml(document.text),
  }));
  if (isKept) latest = { file, documents };
  return documents;
}

function once<Value extends object>(work: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= work());
}

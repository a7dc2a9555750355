import { compareLocations, type ContractChange, type ContractDelta } from "@faultline/contract";
import type { LanguageDelta } from "./contract-language.js";
import { dataModelDelta } from "./data-model.js";
import { graphql } from "./graphql.js";
import { openapi } from "./openapi/openapi.js";
import { protobuf } from "./protobuf.js";
import type { Trees } from "./tree.js";

const LANGUAGES = [openapi, graphql, protobuf];

/** Everything the delta is made from. */
export interface DeltaMaterial {
  /** The base as the user named it. */
  readonly ref: string;
  readonly root: string;
  readonly trees: Trees;
  /** What the routes of the code say, asked where no contract is written down. */
  readonly routes: () => LanguageDelta;
}

/** What the change from base to head does to interfaces and data. */
export async function contractDelta(material: DeltaMaterial): Promise<ContractDelta> {
  const { ref, root, trees, routes } = material;
  const written: LanguageDelta[] = [];
  for (const language of LANGUAGES) written.push(await language.compare(trees));
  const deltas = isDescribed(trees) ? written : [...written, routes()];
  return {
    base: ref,
    contracts: deltas.flatMap(({ contracts }) => contracts),
    changes: distinct(deltas.flatMap(({ changes }) => changes)),
    dataModel: dataModelDelta(trees, root),
  };
}

/** Names of descriptions of HTTP interfaces: what they say goes before what code shows. */
const DESCRIPTION =
  /(?:^|\/)(?:[\w.-]*(?:openapi|swagger)[\w.-]*|api-?(?:spec|docs?|definition))\.(?:ya?ml|json)$|\.(?:graphqls?|gql)$/i;

function isDescribed({ head, base, changed }: Trees): boolean {
  const isOne = (file: string): boolean =>
    DESCRIPTION.test(file) && LANGUAGES.some((language) => language.reads(file));
  return head.files.some(isOne) || (changed.some(isOne) && base.files.some(isOne));
}

/** A contract that several packages keep a copy of changes once. */
function distinct(changes: readonly ContractChange[]): readonly ContractChange[] {
  const found = new Map<string, ContractChange>();
  for (const change of changes.toSorted((a, b) => compareLocations(a.location, b.location))) {
    const key = [change.language, change.effect, change.subject, change.change].join("\0");
    if (!found.has(key)) found.set(key, change);
  }
  return [...found.values()];
}

import type { SourceRange } from "@faultline/contract";
import { readEntries, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";

/** What a service waits for before it starts. */
export interface Dependency {
  readonly name: string;
  readonly location: SourceRange;
  /** Undefined for the short form, which waits for the container and for nothing in it. */
  readonly condition: string | undefined;
}

/** The entries of `depends_on`, in both its forms. */
export function dependenciesOf(node: YamlNode): readonly Dependency[] {
  const found = readPath(node, "depends_on");
  if (found.state !== "present") return [];
  const { value } = found;
  if (value.type === "sequence")
    return value.items.flatMap((item) =>
      item.type === "scalar"
        ? [{ name: String(item.value), location: item.range, condition: undefined }]
        : [],
    );
  return readEntries(value).entries.map((entry) => {
    const condition = readText(entry.value, "condition");
    return {
      name: entry.key,
      location: entry.keyRange,
      condition: condition.state === "present" ? condition.value : "service_started",
    };
  });
}

import type { SourceRange } from "@faultline/contract";
import { readEntries, readPath } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { Service } from "./compose-file.js";

/** A variable that a container or a build is given, as the file writes it. */
export interface Variable {
  readonly name: string;
  /** Empty where the value comes from whoever runs Compose. */
  readonly value: string;
  readonly location: SourceRange;
}

export function environmentOf(service: Service): readonly Variable[] {
  return [
    ...variablesAt(service.node, "environment"),
    ...variablesAt(service.node, "build", "args"),
  ];
}

function variablesAt(node: YamlNode, ...path: readonly string[]): readonly Variable[] {
  const found = readPath(node, ...path);
  if (found.state !== "present") return [];
  const { value } = found;
  if (value.type === "sequence") return value.items.flatMap(fromLine);
  return readEntries(value).entries.flatMap((entry) =>
    entry.value.type === "scalar"
      ? [
          {
            name: entry.key,
            value: entry.value.value === null ? "" : String(entry.value.value),
            location: entry.value.range,
          },
        ]
      : [],
  );
}

function fromLine(item: YamlNode): Variable[] {
  if (item.type !== "scalar") return [];
  const [name = "", ...rest] = String(item.value).split("=");
  return [{ name, value: rest.join("="), location: item.range }];
}

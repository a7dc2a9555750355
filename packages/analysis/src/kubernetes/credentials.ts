import { absentAt, type Fact, type SourceRange } from "@faultline/contract";
import { inlineSecret, secretInText, type InlineSecret } from "../inline-secret.js";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { KubernetesObject } from "./kubernetes-object.js";

/** A credential that whoever may read the repository may use. */
export interface WrittenCredential {
  /** The key or variable it is written under. */
  readonly name: string;
  /** `ConfigMap settings`. */
  readonly owner: string;
  readonly at: SourceRange;
  readonly secret: InlineSecret;
  readonly fact: Fact;
}

/** The credentials an object holds in plain text, or in base64, which is no more. */
export function credentialsOf(object: KubernetesObject): readonly WrittenCredential[] {
  const { kind, group } = object;
  if (group === "" && kind === "Secret") return isSealed(object.node) ? [] : secretData(object);
  if (group === "" && kind === "ConfigMap")
    return pairsOf(object, "data").flatMap(plainPair(object));
  return variablesOf(object);
}

/** Encrypted in place, or filled in by a controller: what stands there is not the secret. */
function isSealed(node: YamlNode): boolean {
  const type = readText(node, "type");
  return (
    readPath(node, "sops").state !== "absent" ||
    type.state === "unknown" ||
    (type.state === "present" && GENERATED.test(type.value))
  );
}

const GENERATED = /service-account-token|bootstrap\.kubernetes\.io|helm\.sh\/release/;

interface Pair {
  readonly name: string;
  readonly value: YamlNode;
}

function pairsOf({ node }: KubernetesObject, field: string): readonly Pair[] {
  const data = readPath(node, field);
  if (data.state !== "present" || data.value.type !== "mapping") return [];
  return data.value.entries.map(({ key, value }) => ({ name: key, value }));
}

function secretData(object: KubernetesObject): readonly WrittenCredential[] {
  return [
    ...pairsOf(object, "stringData").flatMap(plainPair(object)),
    ...pairsOf(object, "data").flatMap(({ name, value }) => {
      const text = textOf(value);
      const decoded = text === undefined ? undefined : decode(text);
      return decoded === undefined
        ? []
        : judge(object, name, decoded, value.range, "in base64, which hides nothing,");
    }),
  ];
}

function plainPair(object: KubernetesObject): (pair: Pair) => readonly WrittenCredential[] {
  return ({ name, value }) => {
    const text = textOf(value);
    return text === undefined ? [] : judge(object, name, text, value.range, "in plain text");
  };
}

/** The text that base64 stands for; undefined for bytes and for what is no base64. */
function decode(text: string): string | undefined {
  const compact = text.replace(/\s/g, "");
  if (!/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(compact))
    return undefined;
  const decoded = Buffer.from(compact, "base64").toString("utf8").replace(/\n$/, "");
  return /[^\P{Cc}\s]|\uFFFD/u.test(decoded) ? undefined : decoded;
}

const POD_SPECS: readonly (readonly string[])[] = [
  ["spec"],
  ["spec", "template", "spec"],
  ["spec", "jobTemplate", "spec", "template", "spec"],
];

/** Variables of containers, also in a patch, which names only some of them. */
function variablesOf(object: KubernetesObject): readonly WrittenCredential[] {
  return POD_SPECS.flatMap((path) =>
    ["containers", "initContainers"].flatMap((list) => {
      const containers = readItems(object.node, ...path, list);
      return containers.state === "present"
        ? containers.value.flatMap((container) => variablesIn(object, container))
        : [];
    }),
  );
}

function variablesIn(object: KubernetesObject, container: YamlNode): readonly WrittenCredential[] {
  const variables = readItems(container, "env");
  if (variables.state !== "present") return [];
  return variables.value.flatMap((variable) => {
    const [name, value] = [readText(variable, "name"), readPath(variable, "value")];
    const text = value.state === "present" ? textOf(value.value) : undefined;
    return name.state === "present" && value.state === "present" && text !== undefined
      ? judge(object, name.value, text, value.value.range, "in plain text")
      : [];
  });
}

function textOf(node: YamlNode): string | undefined {
  return node.type === "scalar" && node.value !== null && typeof node.value !== "boolean"
    ? String(node.value)
    : undefined;
}

const NAMED_AFTER_TYPE: Readonly<Record<string, string>> = {
  "kubernetes.io/basic-auth": "password",
};

function judge(
  object: KubernetesObject,
  name: string,
  value: string,
  at: SourceRange,
  form: string,
): readonly WrittenCredential[] {
  // A file of several lines is no value of the key's name.
  const secret = value.includes("\n")
    ? secretInText(value)
    : inlineSecret(NAMED_AFTER_TYPE[name] ?? name, value);
  // `API_KEY_VALUE` under API_KEY is filled in by somebody.
  const isNameAgain = name.includes("_") && value.toLowerCase().includes(name.toLowerCase());
  if (!secret || isNameAgain) return [];
  const called = readText(object.node, "metadata", "name");
  const owner = called.state === "present" ? `${object.kind} ${called.value}` : object.kind;
  const fact = absentAt(at, `${secret.what} ${form} under ${name}`);
  return [{ name, owner, at, secret, fact }];
}

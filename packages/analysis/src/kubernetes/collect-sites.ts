import {
  siteId,
  type Declared,
  type Fact,
  type FaultSite,
  type SourceRange,
} from "@faultline/contract";
import type { ConfigurationLanguage } from "../configuration-language.js";
import { readText } from "../yaml/read-path.js";
import { autoscalerFacts, placeOf } from "./autoscaler.js";
import { credentialsOf } from "./credentials.js";
import { declaredBy } from "./declared.js";
import { drainFact } from "./disruption-budget.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { readManifest, type Manifest } from "./manifest.js";
import { workloadMechanisms } from "./workload-mechanisms.js";

/** Manifests: workloads, what scales and keeps them, and what protects them. */
export const kubernetes: ConfigurationLanguage = {
  reads: (file) => /\.ya?ml$/i.test(file),
  claims: (_file, document) => HEAD.every((line) => line.test(document)),
  sites: manifestSites,
};

/** What every object says at its top. */
const HEAD = [
  /^apiVersion:[ \t]+["']?[\w./-]+["']?[ \t]*\r?$/m,
  /^kind:[ \t]+["']?[A-Z]\w+["']?[ \t]*\r?$/m,
];

function manifestSites(file: string, text: string, path?: string): readonly FaultSite[] {
  if (!mayHoldSites(text)) return [];
  const manifest = readManifest(file, text, path);
  const counts = new Map<string, number>();
  return [
    ...workloadSites(manifest),
    ...manifest.objects.flatMap((object) => objectSite(object, manifest)),
    ...credentialSites(manifest),
  ].map((draft) => {
    const ordinal = counts.get(draft.kind) ?? 0;
    counts.set(draft.kind, ordinal + 1);
    return toSite(draft, file, ordinal);
  });
}

/** A site before its identity is known. */
interface Draft {
  readonly kind: "workload" | "autoscaler" | "disruption-budget" | "credential";
  readonly operation: string;
  readonly location: SourceRange;
  readonly extent: SourceRange;
  readonly target: string;
  readonly declared?: readonly Declared[];
  readonly mechanisms: Readonly<Record<string, Fact>>;
}

function workloadSites(manifest: Manifest): readonly Draft[] {
  return manifest.workloads.map((workload) => ({
    kind: "workload",
    operation: workload.kind,
    location: workload.location,
    extent: workload.node.range,
    target: workload.name === undefined ? workload.kind : `${workload.kind} ${workload.name}`,
    declared: declaredBy(workload, manifest),
    mechanisms: workloadMechanisms(workload, manifest),
  }));
}

function objectSite(object: KubernetesObject, manifest: Manifest): readonly Draft[] {
  const name = readText(object.node, "metadata", "name");
  const shared = {
    operation: object.kind,
    location: placeOf(object),
    extent: object.node.range,
    target: name.state === "present" ? `${object.kind} ${name.value}` : object.kind,
  };
  const scaling = autoscalerFacts(object, manifest);
  if (scaling) return [{ ...shared, kind: "autoscaler", mechanisms: scaling }];
  const drain = drainFact(object, manifest);
  return drain
    ? [{ ...shared, kind: "disruption-budget", mechanisms: { "room-to-drain": drain } }]
    : [];
}

function credentialSites({ objects }: Manifest): readonly Draft[] {
  return objects.flatMap(credentialsOf).map(({ owner, name, at, secret, fact }) => ({
    kind: "credential",
    operation: name,
    location: at,
    extent: at,
    target: owner,
    mechanisms:
      secret.nature === "guessable" ? { "unguessable-secret": fact } : { "secret-storage": fact },
  }));
}

function toSite(draft: Draft, file: string, ordinal: number): FaultSite {
  const { kind, location, ...rest } = draft;
  // Sound: each draft states mechanisms of its own kind.
  return {
    id: siteId({ file, kind, function: "", ordinal }),
    kind,
    library: "kubernetes",
    function: "",
    location: { file, ...location },
    ...rest,
  };
}

const KINDS =
  /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Rollout|Pod|Job|CronJob|HorizontalPodAutoscaler|PodDisruptionBudget|ConfigMap|Secret)\b/;

function mayHoldSites(text: string): boolean {
  return text.includes("apiVersion") && KINDS.test(text);
}

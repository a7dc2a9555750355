import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { withoutProxies } from "./classify.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { readPath, readText } from "../yaml/read-path.js";
import type { Container, Workload } from "./workload.js";
import type { YamlNode } from "../yaml/yaml-node.js";

const REMEDY = "securityContext: { runAsNonRoot: true }";

/**
 * Whether every container is kept from running as root: by `runAsNonRoot`, which makes the kubelet
 * refuse a root image, or by a `runAsUser` other than 0. A container's own setting comes before the
 * pod's (kubernetes.io, "Configure a Security Context for a Pod or Container").
 */
export function nonRootFact(workload: Workload, objects: readonly KubernetesObject[]): Fact {
  const { containers, template } = workload;
  if (containers.state !== "present" || template.state !== "present")
    return unknown(containers.state === "unknown" ? containers.reason : "the pods can't be read");
  const pod = readPath(template.value, "spec");
  if (pod.state !== "present") return unknown("the pods can't be read");
  const doubt = doubtOf(workload, pod.value, objects);
  if (doubt !== undefined) return unknown(doubt);
  const own = withoutProxies(containers.value);
  const judged = own.map((container) => ({ container, user: userOf(container, pod.value) }));
  const root = judged.find(({ user }) => user === "root" || user === "any");
  if (root) {
    const { name, location } = root.container;
    const what =
      root.user === "root"
        ? `container "${name}" is set to run as root`
        : `nothing keeps container "${name}" from running as root`;
    return absentAt(location, what, REMEDY);
  }
  if (judged.some(({ user }) => user === "unknown"))
    return unknown("another tool fills in the security context");
  return present("every container runs as another user than root");
}

/** Why the manifest alone does not tell, or why root is no mistake there. */
function doubtOf(
  { kind }: Workload,
  pod: YamlNode,
  objects: readonly KubernetesObject[],
): string | undefined {
  if (kind === "DaemonSet") return "an agent of the node may need root";
  if (readPath(pod, "os", "name").state !== "absent") return "the pod may be one of Windows";
  if (readPath(pod, "hostUsers").state !== "absent")
    return "root in a user namespace is nobody outside of it";
  if (objects.some(({ kind: other }) => other === "Namespace" || other.endsWith("Policy")))
    return "a policy of the file may forbid root";
  return undefined;
}

type User = "root" | "other" | "any" | "unknown";

function userOf({ node }: Container, pod: YamlNode): User {
  // What is privileged on purpose is another matter than a user that was left to chance.
  const privileged = readText(node, "securityContext", "privileged");
  if (privileged.state === "present" && privileged.value === "true") return "unknown";
  const [forbids, user] = [setting(node, pod, "runAsNonRoot"), setting(node, pod, "runAsUser")];
  if (forbids === "true") return "other";
  if (user !== undefined && user !== "") return Number(user) === 0 ? "root" : "other";
  return forbids === undefined || user === undefined ? "unknown" : "any";
}

/** The container's setting, else the pod's; empty where neither has one, undefined in doubt. */
function setting(container: YamlNode, pod: YamlNode, name: string): string | undefined {
  for (const holder of [container, pod]) {
    const found = readText(holder, "securityContext", name);
    if (found.state === "unknown") return undefined;
    if (found.state === "present") return found.value;
  }
  return "";
}

import { absentAt, present, unknown, type Fact, type SourceRange } from "@faultline/contract";
import { imagePin, parseContainerImage } from "../container-image.js";
import { readItems, readPath, readText } from "../yaml/read-path.js";
import type { YamlNode } from "../yaml/yaml-node.js";
import type { Manifest } from "./manifest.js";
import type { Workload } from "./workload.js";

/** Whether every pod of the workload runs the same version of its images, today and tomorrow. */
export function fixedVersionFact(workload: Workload, { isKustomized }: Manifest): Fact {
  const { containers, template } = workload;
  if (containers.state !== "present" || template.state !== "present")
    return unknown(containers.state === "unknown" ? containers.reason : "the pods can't be read");
  const initial = readItems(template.value, "spec", "initContainers");
  const nodes = [
    ...containers.value.map(({ node }) => node),
    ...(initial.state === "present" ? initial.value : []),
  ];
  const images = nodes.flatMap(imageOf);
  const moving = images.filter(({ reason }) => reason !== undefined);
  const [first] = moving;
  if (!first) {
    return images.some(({ isDoubtful }) => isDoubtful)
      ? unknown("another tool fills in the image")
      : present("every image has a version");
  }
  if (isKustomized) return unknown("a kustomization may set the version of the image");
  const all = moving.map(({ text, reason }) => `image "${text}" ${reason ?? ""}`);
  return absentAt(first.at, [...new Set(all)].join("; "), remedyFor(first.text));
}

interface ImageReference {
  readonly text: string;
  readonly at: SourceRange;
  /** Why the reference may stand for another image tomorrow. */
  readonly reason?: string;
  readonly isDoubtful: boolean;
}

function imageOf(container: YamlNode): ImageReference[] {
  const image = readPath(container, "image");
  if (image.state !== "present" || image.value.type !== "scalar") {
    return image.state === "absent" ? [] : [{ text: "", at: container.range, isDoubtful: true }];
  }
  const text = String(image.value.value);
  const at = image.value.range;
  const parsed = parseContainerImage(text);
  const policy = readText(container, "imagePullPolicy");
  // An image that is never pulled was put on the node by somebody.
  const isLoaded = policy.state === "present" && policy.value === "Never";
  if (!parsed || isLoaded) return [{ text, at, isDoubtful: true }];
  const pin = imagePin(parsed);
  return pin.state === "moving"
    ? [{ text, at, reason: pin.reason, isDoubtful: false }]
    : [{ text, at, isDoubtful: pin.state === "local" }];
}

function remedyFor(image: string): string {
  return `${image.replace(/:[^:/]*$/, "")}:VERSION`;
}

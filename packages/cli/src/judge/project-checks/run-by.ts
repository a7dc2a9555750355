import { posix } from "node:path";
import type { Declared, FaultSite } from "@faultline/contract";
import { isRecord } from "../../is-record.js";
import type { Project } from "../project-check.js";
import { servicesOf, type Service } from "./services.js";

/**
 * The service that a container of a workload runs: the one whose package or folder its image is named after; where the project has
 * one service and its manifests one workload of a built image, these two. Undefined where that is not plain.
 */
export function serviceRunBy(
  project: Project,
  workload: FaultSite,
  container: string | undefined,
): Service | undefined {
  const image = imageName(workload, container);
  if (image === undefined) return undefined;
  const services = servicesOf(project);
  const named = services.filter((service) => namesOf(project, service).has(image));
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const [only, ...others] = services;
  const workloads = project.sites.filter(({ kind }) => kind === "workload");
  const isAlone = others.length === 0 && workloads.length === 1 && declaredImages(workload) === 1;
  return isAlone ? only : undefined;
}

/** What a site declares under a name. */
export function declaredAs(site: FaultSite, name: Declared["name"]): readonly Declared[] {
  return (site.declared ?? []).filter((declared) => declared.name === name);
}

/** `payments` of `registry:5000/shop/payments:1.4.0`. */
function imageName(workload: FaultSite, container: string | undefined): string | undefined {
  const image = declaredAs(workload, "image").find(({ part }) => part === container)?.value;
  if (typeof image !== "string") return undefined;
  return image.replace(/@.*$/, "").split("/").at(-1)?.replace(/:.*$/, "");
}

function declaredImages(workload: FaultSite): number {
  return declaredAs(workload, "image").length;
}

function namesOf(project: Project, { home }: Service): ReadonlySet<string> {
  const manifest = parsed(project.textOf(posix.join(home, "package.json")));
  const name = isRecord(manifest) ? manifest["name"] : undefined;
  const names = [posix.basename(home), typeof name === "string" ? posix.basename(name) : ""];
  return new Set(names.filter((one) => one !== "" && one !== "."));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever owns a broken package.json will hear of it from npm.
    return undefined;
  }
}

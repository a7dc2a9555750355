import { parseContainerImage, type ContainerImage } from "../container-image.js";

/** What is known of an image by its name. */
export interface BaseImage {
  /** The name under which Docker Hub serves it as an official image, wherever it is pulled from. */
  readonly official: string | undefined;
  readonly image: ContainerImage;
}

/** Undefined for what is no plain reference. */
export function baseImage(text: string): BaseImage | undefined {
  const image = parseContainerImage(text);
  return image && { image, official: officialName(image) };
}

function officialName({ registry, repository }: ContainerImage): string | undefined {
  if (registry === undefined) return repository.includes("/") ? undefined : repository;
  const mirrored = registry === "public.ecr.aws" ? "docker/library/" : "library/";
  const isMirror = registry === "public.ecr.aws" || registry === "mirror.gcr.io";
  return isMirror && repository.startsWith(mirrored)
    ? repository.slice(mirrored.length)
    : undefined;
}

/** Official images that set no user: https://github.com/docker-library/official-images */
const ROOT = new Set(
  `node alpine debian ubuntu python golang ruby php rust openjdk eclipse-temurin amazoncorretto busybox buildpack-deps
   fedora almalinux rockylinux amazonlinux archlinux elixir erlang perl gcc`.split(/\s+/),
);
const BUN = "oven/bun";

/** Whom the image's processes run as where a Dockerfile names nobody. */
export function userOf({ official, image }: BaseImage): "root" | "other" | "unknown" {
  if (official !== undefined && ROOT.has(official)) return "root";
  if (image.registry === undefined && image.repository === BUN) return "root";
  if (!isDistroless(image)) return "unknown";
  // A digest without a tag may be either.
  if (image.tag === undefined && image.digest !== undefined) return "unknown";
  return image.tag?.includes("nonroot") ? "other" : "root";
}

export function isDistroless({ registry, repository }: ContainerImage): boolean {
  return `${registry ?? ""}/${repository}`.startsWith("gcr.io/distroless/");
}

const DEBIAN = new Set(
  "node debian ubuntu python golang ruby php rust buildpack-deps perl gcc erlang elixir".split(" "),
);

/**
 * What `sh` is in the image. Debian's dash stays in front of the command it is given; the shell of Alpine and
 * bash make way for the last one.
 */
export function shellOf({ official, image }: BaseImage): "dash" | "busybox" | "unknown" {
  if (official === "alpine" || official === "busybox") return "busybox";
  if (official === undefined || !DEBIAN.has(official)) return "unknown";
  if (image.tag === undefined) return image.digest === undefined ? "dash" : "unknown";
  return image.tag.includes("alpine") ? "busybox" : "dash";
}

/** What the image puts in front of the command; undefined where that is not known. */
export function entrypointOf({ official, image }: BaseImage): readonly string[] | undefined {
  // Node's own script ends in `exec "$@"`, and nobody needs to see it.
  if (official !== undefined && ROOT.has(official)) return [];
  if (isDistroless(image)) return image.repository.includes("nodejs") ? ["node"] : [];
  return undefined;
}

const WITH_COMPILERS = new Set("node python golang ruby rust perl erlang elixir gcc".split(" "));

/** True for an image that brings compilers and headers, of which there is a small one beside it. */
export function isFullImage({ official, image: { tag, digest } }: BaseImage): boolean {
  if (official === undefined || !WITH_COMPILERS.has(official)) return false;
  if (tag === undefined) return digest === undefined;
  return !/alpine|slim/.test(tag);
}

/** True for an image of Windows, where nothing of this holds. */
export function isWindows(text: string): boolean {
  return /windows|nanoserver|dotnet\/framework|ltsc20\d\d/i.test(text);
}

/** Images whose tags begin with a version; a tag without any digit stands for the newest. */
const VERSIONED = new Set(
  "node python golang ruby php rust nginx httpd caddy perl erlang elixir gcc postgres redis".split(
    " ",
  ),
);
/** Node names its long-term lines after elements: https://nodejs.org/en/about/previous-releases */
const LINES_OF_NODE =
  /^(?:argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod|krypton)\b/i;

/** True for `node:lts-alpine`, `nginx:stable`, `python:slim`: which version it is nobody can say. */
export function isVersionless(base: BaseImage | undefined): boolean {
  if (base?.official === undefined || !VERSIONED.has(base.official)) return false;
  const { tag, digest } = base.image;
  if (tag === undefined || digest !== undefined) return false;
  return !/\d/.test(tag.replace(/alpine[\d.]*/, "")) && !LINES_OF_NODE.test(tag);
}

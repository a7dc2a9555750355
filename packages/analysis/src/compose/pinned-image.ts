import { absentAt, present, unknown, type Fact } from "@faultline/contract";
import { imagePin, parseContainerImage, type ContainerImage } from "../container-image.js";
import { hasKey, textOf, type ComposeFile, type Service } from "./compose-file.js";
import { imageOf, type ServiceImage } from "./service-image.js";

/** Whether the service runs the same version tomorrow; undefined where its image is built and not pulled. */
export function pinnedImageFact(service: Service, { services }: ComposeFile): Fact | undefined {
  const image = imageOf(service);
  const { text, location } = image;
  if (text === undefined || location === undefined || image.isBuilt) return undefined;
  // Another service of the file builds what this one runs too.
  if (services.some((other) => hasKey(other, "build") && imageOf(other).text === text))
    return undefined;
  if (/^(?:build|never)$/.test(textOf(service, "pull_policy") ?? "")) return undefined;
  const reference = readableImage(image);
  if (reference === undefined) return unknown("another tool fills in the image");
  const pin = imagePin(reference);
  if (pin.state === "local") return undefined;
  return pin.state === "pinned"
    ? present(`its image is pinned by its ${pin.by}`)
    : absentAt(location, `image ${text} ${pin.reason}`);
}

/** With the defaults of its variables, unless it is a variable that says which version runs. */
function readableImage({ text = "", parsed }: ServiceImage): ContainerImage | undefined {
  if (!text.includes("$")) return parsed;
  const path = text.slice(0, text.lastIndexOf("/") + 1);
  const last = text.slice(path.length);
  // The registry may be anybody's: it is the last part that says the version.
  if (path !== "" && !/[${}]/.test(last)) return parseContainerImage(`registry.example/${last}`);
  return parsed && imagePin(parsed).state === "pinned" ? parsed : undefined;
}

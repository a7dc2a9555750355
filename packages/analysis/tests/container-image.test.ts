import { describe, expect, it } from "vitest";
import { imagePin, parseContainerImage } from "../src/container-image.js";

const DIGEST = `sha256:${"0a".repeat(32)}`;

describe("parseContainerImage", () => {
  it.each([
    ["node", { repository: "node" }],
    ["docker.io/library/node:22", { repository: "node", tag: "22" }],
    ["registry:5000/team/app", { registry: "registry:5000", repository: "team/app" }],
    ["localhost/app:1", { registry: "localhost", repository: "app", tag: "1" }],
    [
      `ghcr.io/example/app:v1@${DIGEST}`,
      { registry: "ghcr.io", repository: "example/app", tag: "v1", digest: DIGEST },
    ],
  ])("reads %s", (text, parts) => {
    expect(parseContainerImage(text)).toEqual({
      registry: undefined,
      tag: undefined,
      digest: undefined,
      ...parts,
    });
  });

  it.each([
    "app:${TAG}",
    "$IMAGE",
    "{{ .Values.image }}",
    "",
    "a b",
    "app:",
    "https://example.com/app",
  ])("leaves %j alone", (text) => {
    expect(parseContainerImage(text)).toBeUndefined();
  });

  it("is quick about text without an end", () => {
    const started = performance.now();
    parseContainerImage(`${"a-".repeat(100_000)}!`);
    parseContainerImage(`${"a.".repeat(100_000)}/!`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("imagePin", () => {
  it.each([
    ["node", "moving"],
    ["node:lts-alpine", "moving"],
    ["example/app:latest-pg17", "moving"],
    ["node:22-alpine", "pinned"],
    ["debian:bookworm-slim", "pinned"],
    [`example/app:latest@${DIGEST}`, "pinned"],
    ["payments:latest", "local"],
    ["localhost:5000/payments:latest", "local"],
    ["scratch", "local"],
  ])("says of %s that it is %s", (text, state) => {
    const image = parseContainerImage(text);
    expect(image && imagePin(image).state).toBe(state);
  });
});

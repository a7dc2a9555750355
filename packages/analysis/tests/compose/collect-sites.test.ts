import { configurationSites, isConfigurationFile } from "@faultline/analysis";
import { describe, expect, it } from "vitest";

// Put together, so that no scanner takes the test for a leak.
const LIVE_KEY = ["sk", "live", "aB3dE5gH7j".repeat(3)].join("_");

const SERVICES = `services:
  api:
    build: .
    ports: ["8080:8080"]
    restart: always
    environment: { PAYMENT_KEY: ${LIVE_KEY} }
  migrate:
    build: .
    command: npm run migrate
`;

const factsOf = (file: string, text: string): Record<string, string[]> =>
  Object.fromEntries(
    configurationSites(file, text).map(({ target = "", mechanisms }) => [
      target,
      Object.entries(mechanisms).map(([name, fact]) => `${name} ${fact.state}`),
    ]),
  );

describe("services of a Compose file", () => {
  it("owe what their part in the file asks for", () => {
    expect(factsOf("docker-compose.yml", SERVICES)).toEqual({
      'Service "api"': ["memory-limit absent", "restart-policy present", "secret-storage absent"],
      'Service "migrate"': [],
    });
  });

  it("owe nothing in a file for development but to hold no provider's key", () => {
    expect(factsOf("docker-compose.dev.yml", SERVICES)).toEqual({
      'Service "api"': ["secret-storage absent"],
      'Service "migrate"': [],
    });
  });

  it("survives what is no Compose file", () => {
    for (const text of [
      "",
      "services:",
      "services: []",
      "services:\n  - a\n",
      "services: {a: 1, b: *c}\n",
    ])
      expect(configurationSites("compose.yaml", text)).toEqual([]);
  });

  it("follows services that extend each other in a circle only so far", () => {
    const text =
      "services:\n  a:\n    extends: b\n    image: x\n  b:\n    extends: a\n    image: x\n";
    expect(configurationSites("compose.prod.yaml", text)).toHaveLength(2);
  });
});

it("knows Compose files and pipelines by their names", () => {
  const names = [
    "compose.yaml",
    "a/docker-compose.prod.yml",
    "podman-compose.yml",
    ".gitlab-ci.yml",
  ];
  expect(names.filter((name) => !isConfigurationFile(name))).toEqual([]);
});

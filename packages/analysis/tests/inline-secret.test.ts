import { describe, expect, it } from "vitest";
import { inlineSecret, secretInText } from "../src/inline-secret.js";

// Put together here, so that no scanner takes the test for a leak.
const STRIPE = ["sk", "live", "aB3dE5gH7j".repeat(3)].join("_");
const GITHUB = ["ghp", "aB3dE5gH7jK9".repeat(3)].join("_");

describe("inlineSecret", () => {
  it.each([
    ["DB_PASSWORD", "river-otter-42", "chosen"],
    ["PGPASSWORD", "river-otter-42", "chosen"],
    ["adminPassword", "river-otter-42", "chosen"],
    ["AWS_SECRET_ACCESS_KEY", "river-otter-42", "chosen"],
    ["POSTGRES_PASSWORD", "postgres", "guessable"],
    ["SMTP_PASS", "P@ssw0rd", "guessable"],
    ["JWT_SECRET", "my-super-secret-jwt-key", "guessable"],
    ["JWT_SECRET", "9f86d081884c7d659a2feaa0c55ad015", "generated"],
    ["DATABASE_URL", "postgres://app:app@db/app", "guessable"],
    ["DATABASE_URL", "postgres://app:river-otter-42@db/app", "chosen"],
    ["CONNECTION", "Server=db;User Id=app;Password=river-otter-42", "chosen"],
    ["WHATEVER", STRIPE, "issued"],
    ["WHATEVER", `token ${GITHUB}`, "issued"],
  ])("finds the secret of %s=%s", (name, value, nature) => {
    expect(inlineSecret(name, value)?.nature).toBe(nature);
  });

  it.each([
    ["DB_PASSWORD", ""],
    ["DB_PASSWORD", "${DB_PASSWORD}"],
    ["DB_PASSWORD", "$DB_PASSWORD"],
    ["DB_PASSWORD", "{{ db.password }}"],
    ["DB_PASSWORD", "/run/secrets/db"],
    ["DB_PASSWORD", "vault:secret/data/db#password"],
    ["DB_PASSWORD", "changeme"],
    ["DB_PASSWORD", "<password>"],
    ["DB_PASSWORD", "********"],
    ["DB_PASSWORD_FILE", "river-otter-42"],
    ["DB_USE_PASSWORD", "river-otter-42"],
    ["ALLOW_EMPTY_PASSWORD", "yes"],
    ["PASSWORD_MIN_LENGTH", "12"],
    ["ACCESS_TOKEN", "3600"],
    ["TOKEN_TTL", "river-otter-42"],
    ["CACHE_KEY", "river-otter-42"],
    ["NEXT_PUBLIC_API_KEY", "river-otter-42"],
    ["REDIS_URL", "redis://cache:6379"],
    ["DATABASE_URL", "postgres://app:${PASSWORD}@db/app"],
    ["AWS_ACCESS_KEY_ID", "AKIA" + "IOSFODNN7EXAMPLE"],
  ])("finds none in %s=%s", (name, value) => {
    expect(inlineSecret(name, value)).toBeUndefined();
  });

  it("is quick about text without an end", () => {
    const started = performance.now();
    secretInText("a://".padEnd(200_000, "b:"));
    secretInText(";password=".repeat(20_000));
    secretInText("-----BEGIN ".repeat(20_000));
    inlineSecret("PASSWORD", "a1".repeat(100_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

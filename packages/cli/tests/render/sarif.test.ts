import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { sarif } from "../../src/render/sarif.js";
import { block } from "../fixtures/verdicts/block.js";
import { VERDICTS } from "../fixtures/verdicts/index.js";
import { at, finding, verdict } from "../fixtures/verdicts/verdict.js";
import { PIPED } from "../support/render-options.js";

const validate = validator();

describe("sarif", () => {
  it.each(Object.entries(VERDICTS))("is what the standard's schema asks for: %s", (_, one) => {
    expect(validate(JSON.parse(sarif(one, PIPED)))).toEqual([]);
  });

  it("gives each result a level, a fingerprint, and a suppression where it is silenced", () => {
    const results = resultsOf(sarif(block, PIPED));

    expect(results.map(({ level }) => level)).toEqual([
      "error",
      "error",
      "error",
      "error",
      "warning",
      "warning",
    ]);
    expect(results.map(({ partialFingerprints }) => partialFingerprints)).toEqual(
      block.findings.map(({ fingerprint }) => ({ "faultline/v1": fingerprint })),
    );
    expect(results.map(({ suppressions }) => suppressions.map(({ kind }) => kind))).toEqual([
      [],
      [],
      [],
      [],
      ["external"],
      ["inSource"],
    ]);
  });

  it("makes a fix of a diff", () => {
    const [, timeout] = resultsOf(sarif(block, PIPED));

    expect(timeout?.fixes?.[0]?.artifactChanges).toEqual([
      {
        artifactLocation: { uri: "src/processor.ts", uriBaseId: "%SRCROOT%" },
        replacements: [
          {
            deletedRegion: { startLine: 21, startColumn: 1, endLine: 22, endColumn: 1 },
            insertedContent: {
              text: '  const reply = await fetch(url, { method: "POST", body, signal: AbortSignal.timeout(5_000) });\n',
            },
          },
        ],
      },
    ]);
  });

  it.each([
    ["src/[id]/a b#c%.ts", "services/api/src/%5Bid%5D/a%20b%23c%25.ts"],
    ["./src//a.ts", "services/api/src/a.ts"],
    ["src/../lib/a.ts", "services/api/lib/a.ts"],
    ["<stdin>/templates/web.yaml", "services/api/%3Cstdin%3E/templates/web.yaml"],
  ])("writes %s as a URI from the root of the repository", (file, uri) => {
    expect(uriOf(file)).toBe(uri);
  });

  it.each(["../../etc/passwd", "/etc/passwd", "C:\\secrets", "src/../../x", ""])(
    "only names a place outside of the repository: %j",
    (file) => {
      expect(uriOf(file)).toBeUndefined();
    },
  );

  it("says that it could not judge", () => {
    const { runs } = JSON.parse(sarif(VERDICTS["cannot-judge"], PIPED)) as Log;

    expect(runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
    expect(runs[0]?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe(
      "No test run left evidence. Run `faultline review --run-tests`.",
    );
  });

  it("keeps to the number of results that GitHub takes, the gravest first", () => {
    const [first] = block.findings;
    const findings = first ? Array.from({ length: 25_010 }, () => first) : [];

    expect(resultsOf(sarif(verdict({ headline: "BLOCK", findings }), PIPED))).toHaveLength(25_000);
  });
});

/** What the tests look at; the schema vouches for the rest. */
interface Log {
  readonly runs: readonly {
    readonly results: readonly Result[];
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly message: { readonly text: string };
      }[];
    }[];
  }[];
}

interface Result {
  readonly level: string;
  readonly partialFingerprints: unknown;
  readonly suppressions: readonly { readonly kind: string }[];
  readonly fixes?: readonly { readonly artifactChanges: unknown }[];
  readonly locations: readonly {
    readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string } };
  }[];
}

function resultsOf(text: string): readonly Result[] {
  return (JSON.parse(text) as Log).runs[0]?.results ?? [];
}

function uriOf(file: string): string | undefined {
  const only = finding({
    check: "require-timeout",
    criterion: "timeout-outbound",
    location: at(file, 1),
    message: "m",
  });
  const text = sarif(verdict({ headline: "BLOCK", findings: [only] }), {
    ...PIPED,
    folder: "services/api",
  });
  return resultsOf(text)[0]?.locations[0]?.physicalLocation?.artifactLocation.uri;
}

/** The schema of OASIS; it is of draft 4, of which it uses nothing that a later draft lacks. */
function validator(): (data: unknown) => readonly string[] {
  const path = new URL("../fixtures/schemas/sarif-2.1.0.json", import.meta.url);
  const schema = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  delete schema["$schema"];
  delete schema["id"];
  const check = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  return (data) =>
    check(data)
      ? []
      : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

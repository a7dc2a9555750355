import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openapi } from "../../src/contract-delta/openapi/openapi.js";
import { said } from "./said.js";

/** A specification of one operation, with what each test changes. */
function spec(
  parts: {
    readonly path?: string;
    readonly operation?: object;
    readonly order?: object;
    readonly version?: string;
    readonly paths?: object;
  } = {},
): string {
  const order = { $ref: "#/components/schemas/Order" };
  const content = { "application/json": { schema: order } };
  const operation = {
    requestBody: { content },
    responses: { "200": { description: "", content } },
    ...parts.operation,
  };
  return JSON.stringify(
    {
      openapi: "3.0.3",
      info: { title: "Orders", version: parts.version ?? "1.0.0" },
      paths: { [parts.path ?? "/orders/{id}"]: { post: operation }, ...parts.paths },
      components: { schemas: { Order: parts.order ?? ORDER } },
    },
    null,
    1,
  );
}

const ORDER = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string" },
    note: { type: "string", maxLength: 100 },
    state: { type: "string", enum: ["open", "paid"] },
    parent: { $ref: "#/components/schemas/Order" },
  },
};

function withProperty(name: string, schema: object | undefined, required = ORDER.required): object {
  const properties = Object.entries<object | undefined>({ ...ORDER.properties, [name]: schema });
  return {
    ...ORDER,
    required,
    properties: Object.fromEntries(properties.filter(([, one]) => one !== undefined)),
  };
}

const delta = async (base: string, head: string): Promise<readonly string[]> =>
  (await said(openapi, { "openapi.json": base }, { "openapi.json": head })).map((line) =>
    line.replace(/ @\d+$/, "").replaceAll("POST /orders/{id}", "POST"),
  );

describe("what breaks a client, and its harmless twin", () => {
  const status = (codes: readonly string[]): object => ({
    responses: Object.fromEntries(codes.map((code) => [code, { description: "" }])),
  });
  const parameter = (extra: object): object => ({
    parameters: [{ name: "limit", in: "query", schema: { type: "integer" }, ...extra }],
  });

  test.each([
    ["a required parameter is added", parameter({ required: true }), parameter({})],
    ["an answer's status is replaced", status(["201"]), status(["200", "201"])],
    ["credentials are asked for", { security: [{ key: [] }] }, { security: [{}, { key: [] }] }],
    [
      "the media type is another",
      { requestBody: { content: { "text/csv": {} } } },
      { requestBody: { content: { "application/json": {}, "text/csv": {} } } },
    ],
    [
      "the body becomes required",
      { requestBody: { required: true, content: { "application/json": {} } } },
      { requestBody: { required: false, content: { "application/json": {} } } },
    ],
  ])("%s", async (_, breaking, harmless) => {
    expect(await delta(spec(), spec({ operation: breaking }))).toContainEqual(
      expect.stringMatching(/^breaking: POST/),
    );
    expect(await delta(spec(), spec({ operation: harmless }))).not.toContainEqual(
      expect.stringMatching(/^(?:breaking|risky)/),
    );
  });

  test("an operation is removed; one is added", async () => {
    const two = spec({ paths: { "/health": { get: { responses: {} } } } });
    expect(await delta(two, spec())).toEqual(["breaking: GET /health was removed"]);
    expect(await delta(spec(), two)).toEqual(["non-breaking: GET /health was added"]);
  });

  test("a parameter of a path has another name, in whichever style", async () => {
    expect(await delta(spec(), spec({ path: "/orders/{key}" }))).toEqual([]);
    expect(await delta(spec({ path: "/orders/:id" }), spec())).toEqual([]);
  });

  test("a property is required of requests, or has a default for those who leave it out", async () => {
    const required = [...ORDER.required, "unit"];
    expect(await delta(spec(), spec({ order: withProperty("unit", { type: "string" }, required) })))
      .toMatchInlineSnapshot(`
        [
          "breaking: POST → request body unit was added, and is required",
          "non-breaking: POST → answer 200 unit was added",
        ]
      `);
    const filled = withProperty("unit", { type: "string", default: "kg" }, required);
    expect(await delta(spec(), spec({ order: filled }))).toEqual([
      "non-breaking: POST → request body unit was added",
      "non-breaking: POST → answer 200 unit was added",
    ]);
  });

  test("what an answer promised is gone; what it only might have is riskier to use", async () => {
    expect(await delta(spec(), spec({ order: withProperty("id", undefined, []) }))).toEqual([
      "risky: POST → request body id was removed",
      "breaking: POST → answer 200 id was removed",
    ]);
    expect(await delta(spec(), spec({ order: withProperty("note", undefined) }))).toEqual([
      "risky: POST → request body note was removed",
      "risky: POST → answer 200 note was removed",
    ]);
  });

  test("values: fewer in requests fail, more in answers may", async () => {
    const fewer = withProperty("state", { type: "string", enum: ["open"] });
    const more = withProperty("state", { type: "string", enum: ["open", "paid", "sent"] });
    expect(await delta(spec(), spec({ order: fewer }))).toEqual([
      'breaking: POST → request body state no longer takes "paid"',
    ]);
    expect(await delta(spec(), spec({ order: more }))).toEqual([
      'risky: POST → answer 200 state may be "sent" now',
    ]);
  });

  test("limits, types and null", async () => {
    const limited = (note: object): string => spec({ order: withProperty("note", note) });
    expect(await delta(spec(), limited({ type: "string", maxLength: 50 }))).toEqual([
      "breaking: POST → request body note has maxLength 50 instead of 100",
    ]);
    expect(await delta(spec(), limited({ type: "string", maxLength: 200 }))).toEqual([]);
    expect(await delta(spec(), limited({ type: "integer" }))).toEqual([
      "breaking: POST → request body note changed its type from string to integer",
      "breaking: POST → answer 200 note changed its type from string to integer",
    ]);
    expect(
      await delta(spec(), limited({ type: "string", maxLength: 100, nullable: true })),
    ).toEqual(["breaking: POST → answer 200 note may be null now"]);
  });
});

describe("what announces a break", () => {
  const gone = { paths: {} };

  test("a deprecation before, a new version of the whole, a path below a new version", async () => {
    const old = (extra: object): object => ({
      paths: { "/v1/old": { get: { responses: {}, ...extra } } },
    });
    expect(await delta(spec(old({ deprecated: true })), spec(gone))).toEqual([
      "breaking (deprecated): GET /v1/old was removed",
    ]);
    expect(await delta(spec(old({})), spec({ ...gone, version: "2.0.0" }))).toEqual([
      "breaking (versioned): GET /v1/old was removed",
    ]);
    expect(await delta(spec(old({})), spec({ paths: { "/v2/old": { get: {} } } }))).toEqual([
      "breaking (versioned): GET /v1/old was removed",
      "non-breaking: GET /v2/old was added",
    ]);
    expect(await delta(spec(old({})), spec({ ...gone, version: "1.1.0" }))).toEqual([
      "breaking: GET /v1/old was removed",
    ]);
  });

  test("the deprecation itself", async () => {
    const head = spec({
      order: withProperty("note", { type: "string", maxLength: 100, deprecated: true }),
    });
    expect(await delta(spec(), head)).toContainEqual(
      "deprecated: POST → answer 200 note was deprecated",
    );
  });
});

test("Swagger 2, in YAML, with the place at head", async () => {
  const swagger = (body: string): string => `swagger: "2.0"
basePath: /api
paths:
  /orders:
    post:
      parameters:
        - {in: body, name: order, schema: {$ref: "#/definitions/Order"}}
      responses: {200: {description: ok, schema: {$ref: "#/definitions/Order"}}}
definitions:
  Order:
    type: object
    properties:
${body}`;
  const base = {
    "swagger.yaml": swagger("      id: {type: string}\n      total: {type: number}\n"),
  };
  const head = { "swagger.yaml": swagger("      id: {type: integer}\n") };
  expect(await said(openapi, base, head)).toMatchInlineSnapshot(`
    [
      "breaking: POST /orders → request body id changed its type from string to integer @13",
      "risky: POST /orders → request body total was removed @10",
      "breaking: POST /orders → answer 200 id changed its type from string to integer @13",
      "breaking: POST /orders → answer 200 total was removed @10",
    ]
  `);
});

test("a part of a specification in a file of its own", async () => {
  const files = (schema: string): Record<string, string> => ({
    "openapi.yaml": `openapi: 3.1.0\npaths:\n  /a:\n    get: {responses: {"200": {content: {application/json: {schema: {$ref: "parts/a.yaml#/A"}}}}}}\n`,
    "parts/a.yaml": `A:\n  type: object\n  properties:\n    id: {type: ${schema}}\n`,
  });
  expect(await said(openapi, files("string"), files('["string", "null"]'))).toEqual([
    "breaking: GET /a → answer 200 id may be null now @4",
  ]);
});

test("a specification that moves to another folder is the same", async () => {
  const moved = { "docs/openapi.json": spec() };
  expect(await said(openapi, { "openapi.json": spec() }, moved)).toEqual([]);
});

describe("hostile specifications", () => {
  const head = (text: string): Promise<readonly string[]> =>
    said(openapi, { "openapi.yaml": spec() }, { "openapi.yaml": text });

  test.each([
    ["broken YAML", "openapi: 3.0.0\npaths: {a: [\n"],
    [
      "aliases that multiply",
      `openapi: 3.0.0\na: &a [${"x,".repeat(50)}]\nb: &b [${"*a,".repeat(50)}]\nc: &c [${"*b,".repeat(50)}]\nd: [${"*c,".repeat(50)}]\n`,
    ],
    ["JSON that nests without end", `{"openapi":"3.0.0","a":${"[".repeat(100_000)}`],
    ["a file that is gone", undefined],
  ])("%s is one line and unknown", async (_, text) => {
    const files = text === undefined ? {} : { "openapi.yaml": text };
    const lines = await said(openapi, { "openapi.yaml": spec() }, files);
    expect(lines).toEqual([expect.stringMatching(/^unknown: openapi\.yaml [^\n]+$/)]);
  });

  test("circles, remote references and names that every object has", async () => {
    const schemas = `{"A":{"$ref":"#/components/schemas/B"},"B":{"$ref":"#/components/schemas/A"},
      "C":{"$ref":"http://127.0.0.1:1/x.json#/C"},"D":{"type":"object","required":["__proto__"],
      "properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}}`;
    const text = (name: string): string =>
      `{"openapi":"3.0.0","paths":{"/x":{"get":{"responses":{"200":{"content":{"application/json":
      {"schema":{"$ref":"#/components/schemas/${name}"}}}}}}}},"components":{"schemas":${schemas}}}`;
    for (const name of ["A", "C", "../../../etc/passwd"])
      expect(
        await said(openapi, { "api.json": text(name) }, { "api.json": `${text(name)} ` }),
      ).toEqual([]);
    const without = text("D").replace('"__proto__":{"type":"string"},', "");
    expect(await said(openapi, { "api.json": text("D") }, { "api.json": without })).toContainEqual(
      expect.stringContaining("answer 200 __proto__ was removed"),
    );
  });

  test("ten megabytes", async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 40_000 }, (_, index) => [
        `/p${String(index)}`,
        { get: { description: "x".repeat(150), responses: { "200": { description: "" } } } },
      ]),
    );
    const large = spec({ paths });
    expect(large.length).toBeGreaterThan(10_000_000);
    expect(await head(large.replace("/p17", "/q17"))).toHaveLength(40_000);
  }, 60_000);
});

test("the same specification in another order says nothing", async () => {
  const schema = fc.record({
    type: fc.constantFrom("string", "integer", "boolean"),
    enum: fc.uniqueArray(fc.string(), { minLength: 1 }),
  });
  const properties = fc.dictionary(fc.string(), schema, { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(
      properties,
      fc.uniqueArray(fc.string(), { maxLength: 4 }),
      async (names, required) => {
        const reversed = Object.fromEntries(Object.entries(names).toReversed());
        const base = spec({ order: { type: "object", properties: names, required } });
        const head = spec({
          order: { required: required.toReversed(), properties: reversed, type: "object" },
        });
        expect(await delta(base, `${head} `)).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

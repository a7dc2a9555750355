import { describe, expect, test } from "vitest";
import { protobuf } from "../../src/contract-delta/protobuf.js";
import { said } from "./said.js";

const file = (body: string, name = "shop.v1"): string =>
  `syntax = "proto3";\npackage ${name};\n${body}\n`;

const delta = async (base: string, head: string): Promise<readonly string[]> =>
  (await said(protobuf, { "a.proto": base }, { "a.proto": head })).map((line) =>
    line.replaceAll("shop.v1.", ""),
  );

const fields = (base: string, head: string): Promise<readonly string[]> =>
  delta(
    file(`message M {\n  string id = 1;\n  ${base}\n}`),
    file(`message M {\n  string id = 1;\n  ${head}\n}`),
  );

describe("what breaks the bytes, and its harmless twin", () => {
  test.each([
    ["removed, and its number is free", "int32 n = 2;", "", "breaking: M.n was removed @3"],
    [
      "removed and reserved",
      "int32 n = 2;",
      'reserved 2; reserved "n";',
      "risky: M.n was removed @3",
    ],
    [
      "renumbered",
      "int32 n = 2;",
      "int32 n = 3;",
      "breaking: M.n changed its number from 2 to 3 @5",
    ],
    ["renamed", "int32 n = 2;", "int32 m = 2;", "risky: M.n was renamed to m @5"],
    [
      "retyped",
      "int32 n = 2;",
      "string n = 2;",
      "breaking: M.n changed its type from int32 to string @5",
    ],
    [
      "widened",
      "int32 n = 2;",
      "int64 n = 2;",
      "risky: M.n changed its type from int32 to int64 @5",
    ],
    ["repeated", "int32 n = 2;", "repeated int32 n = 2;", "breaking: M.n became repeated @5"],
    [
      "deprecated",
      "int32 n = 2;",
      "int32 n = 2 [deprecated = true];",
      "deprecated: M.n was deprecated @5",
    ],
    [
      "deprecated before",
      "int32 n = 2 [deprecated = true];",
      "",
      "breaking (deprecated): M.n was removed @3",
    ],
    ["added", "", "int32 n = 2;", "non-breaking: M.n was added @5"],
  ])("a field is %s", async (_, base, head, expected) => {
    expect(await fields(base, head)).toEqual([expected]);
  });

  test("a number that another field had is given away", async () => {
    expect(await fields("int32 a = 2; int32 b = 3;", "int32 b = 2;")).toEqual([
      "breaking: M.a gave its number 2 to b @5",
      "breaking: M.b changed its number from 3 to 2 @5",
    ]);
  });

  test("a call is gone, or streams", async () => {
    const service = (calls: string): string => file(`message M {}\nservice S {\n${calls}\n}`);
    const both = service("  rpc Get(M) returns (M);\n  rpc Put(M) returns (M);");
    expect(await delta(both, service("  rpc Get(shop.v1.M) returns (stream M);"))).toEqual([
      "breaking: S.Get changed its type from M → M to M → stream M @5",
      "breaking: S.Put was removed @4",
    ]);
  });
});

test("order, comments and another file change nothing", async () => {
  const base = file("message A { int32 x = 1; int32 y = 2; }\nmessage B {}");
  const head = {
    "b.proto": file("message B {}\n// Was first.\nmessage A { int32 y = 2; int32 x = 1; }"),
  };
  expect(await said(protobuf, { "a.proto": base }, head)).toEqual([]);
});

test("packages that are not finished, or that a later version replaces", async () => {
  const service = "service S { rpc Get(M) returns (M); }\nmessage M {}";
  const alpha = { "a.proto": file(service, "shop.v1alpha1") };
  expect(await said(protobuf, alpha, { "a.proto": file("message M {}", "shop.v1alpha1") })).toEqual(
    ["breaking (unstable): shop.v1alpha1.S was removed @1"],
  );
  const lines = await said(
    protobuf,
    { "a.proto": file(service) },
    { "a.proto": file(service, "shop.v2") },
  );
  expect(lines[0]).toBe("breaking (versioned): shop.v1.S was removed @1");
});

test("text that is no protocol buffer is unknown, and proves no absence", async () => {
  const lines = await delta(file("message M {}"), "message M { int32");
  expect(lines).toEqual([expect.stringMatching(/^unknown: a\.proto does not parse: [^\n]+$/)]);
});

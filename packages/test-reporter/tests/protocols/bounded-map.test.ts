import { expect, it } from "vitest";
import { BoundedMap } from "../../src/protocols/bounded-map.js";

it("forgets its oldest entry, and none for a key that it has", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1).set("b", 2).set("a", 3);
  expect([...map]).toEqual([
    ["a", 3],
    ["b", 2],
  ]);

  map.set("c", 4);
  expect([...map.keys()]).toEqual(["b", "c"]);
});

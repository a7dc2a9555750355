import { describe, expect, it } from "vitest";
import { factsOf, listSites, outline } from "./list-sites.js";

const ATTEMPT = "try { return await work(); } catch (error) { note = error; }";

describe("what is a retry", () => {
  it.each([
    ["a counted loop", `for (let i = 0; i < 3; i++) { ${ATTEMPT} }`],
    ["an endless loop", `while (true) { ${ATTEMPT} }`],
    ["a loop tested at its end", `do { ${ATTEMPT} } while (left-- > 0);`],
    ["a break on success", "for (;;) { try { await work(); break; } catch (e) { note = e; } }"],
    [
      "success after the try",
      "for (;;) { let r; try { r = await work(); } catch { continue; } return r; }",
    ],
    [
      "a test of the answer",
      "for (;;) { try { const r = await work(); if (r.ok) return r; } catch (e) { note = e; } }",
    ],
  ])("sees %s", (_name, body) => {
    expect(
      outline(`async function run(left) { let note; ${body} }`).map((line) => line.split(" ")[1]),
    ).toContain("retry");
  });

  it.each([
    ["a loop over a list", `for (const item of items) { ${ATTEMPT} }`],
    [
      "a loop that leaves on failure",
      "for (;;) { try { return await work(); } catch (e) { throw e; } }",
    ],
    [
      "a loop that goes on after success",
      "for (;;) { try { await work(); } catch (e) { note = e; } }",
    ],
    ["a loop that awaits nothing", "for (;;) { try { return work(); } catch (e) { note = e; } }"],
    [
      "pages",
      "for (;;) { try { const p = await work(); if (!p.next) break; } catch (e) { note = e; } }",
    ],
    ["a loop without a handler", "for (;;) { try { return await work(); } finally { done(); } }"],
    [
      "a try in a function inside the loop",
      `while (true) { queue.push(async () => { ${ATTEMPT} }); }`,
    ],
  ])("takes %s for none", (_name, body) => {
    expect(outline(`async function run() { let note; ${body} }`).join()).not.toContain("retry");
  });

  it("sees a function that calls itself from its handler, and a method", () => {
    expect(
      outline("async function run(a) { try { return await work(); } catch { return run(a); } }")[1],
    ).toBe("1:69 retry javascript/recursion [run]");
    expect(
      outline(
        "class A { async run() { try { return await work(); } catch { return this.run(); } } }",
      )[1],
    ).toBe("1:69 retry javascript/recursion [A.run]");
  });

  it("takes a call with other work for none", () => {
    expect(
      outline(
        "async function run(a) { try { return await work(); } catch { return run(a.next); } }",
      ),
    ).toEqual(["1:54 error-handler javascript/catch [run]"]);
  });
});

describe("the pause of a retry", () => {
  const backoffOf = (pause: string, before = ""): string | undefined =>
    factsOf(
      "backoff",
      `${before}
      async function run(retryAfter) { for (let i = 0; i < 3; i++) { try { return await work(); } catch (e) { note(e); } ${pause} } }
      const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      function note(e) {}`,
    )[0];

  it.each([
    ["await sleep(100 * 2 ** i);", "present: the pause grows with each attempt"],
    ["await sleep(100 << i);", "present: the pause grows with each attempt"],
    ["await sleep(Math.pow(2, i));", "present: the pause grows with each attempt"],
    ["await sleep(PAUSES[i]);", "present: the pauses are listed in a table"],
    ["await sleep(1_000);", "absent: every attempt waits the same 1000 ms"],
    ["", "absent: the next attempt follows at once"],
    ["await sleep(retryAfter);", "unknown: the pause may grow"],
    ["await sleep(elsewhere());", "unknown: the pause may grow"],
  ])("reads %s", (pause, fact) => {
    expect(backoffOf(pause)).toBe(fact);
  });

  it("is unknown where another package works it out", () => {
    const other = 'import { wait, delay } from "pauses";';
    expect(backoffOf("await wait(i);", other)).toMatch(/^unknown/);
    expect(backoffOf("await sleep(delay(i));", other)).toMatch(/^unknown/);
  });

  it("takes the best of several", () => {
    expect(backoffOf("if (i) await sleep(2 ** i); else await sleep(10);")).toMatch(/^present/);
  });
});

it("states all there is to know of one retry", () => {
  expect(
    listSites(`async function run() {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 5) throw error;
      await new Promise((done) => setTimeout(done, Math.random() * Math.min(5_000, 2 ** attempt)));
    }
  }
}`),
  ).toMatchInlineSnapshot(`
    "2:3 retry javascript/loop [run]
        backoff: present, the pause grows with each attempt
        jitter: present, the pause is random
        delay-cap: present, the pause has a ceiling
        attempt-limit: present, a counter or deadline in the body ends it

    5:7 error-handler javascript/catch [run]
        surfacing: present, the handler passes the failure on
    "
  `);
});

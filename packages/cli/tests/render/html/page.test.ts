import { source as axe } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { html } from "../../../src/render/html/html.js";
import { hostile } from "../../fixtures/verdicts/hostile.js";
import { entry, served, SOURCES } from "../../fixtures/verdicts/served.js";
import { finding, verdict, at } from "../../fixtures/verdicts/verdict.js";
import { BROWSER, launch, openPage } from "../../support/browser.js";
import { PIPED } from "../../support/render-options.js";

const WITH_SOURCES = { ...PIPED, sourceOf: (file: string) => SOURCES[file] };
const SERVED = html(served, WITH_SOURCES);

it.runIf(process.env["CI"])("has a browser in CI", () => {
  expect(BROWSER).toBeDefined();
});

describe.skipIf(BROWSER === undefined)("the page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("says the verdict first, and loads nothing", async () => {
    const { page, complaints } = await openPage(browser, SERVED);

    expect(await texts(page, "h1, h2")).toEqual([
      "BLOCK (0 critical, 2 high)",
      "What must change",
      "Where it stands",
      "Ledger",
      "Routes under test",
      "The review",
      "Criteria",
    ]);
    expect(complaints).toEqual([]);
  });

  it("shows what must change, with its source", async () => {
    const { page } = await openPage(browser, SERVED);

    expect(await texts(page, ".finding .place")).toEqual([
      "src/processor.ts:2",
      "src/payments.ts:8",
    ]);
    expect(await texts(page, ".finding .here")).toEqual([
      '2  return fetch("https://processor.example/charges");',
    ]);
  });

  it("colours the map by the worst state of each file, and says it in words", async () => {
    const { page } = await openPage(browser, SERVED);
    const tiles = await page.locator(".tile").all();
    const labels = await Promise.all(tiles.map((tile) => tile.getAttribute("aria-label")));

    expect(labels).toEqual([
      "app.ts 2: 1 unproven, 1 executed",
      "ledger.ts 1: 1 proven",
      "processor.ts 1: 1 unprotected",
    ]);
  });

  it("shows routes by status and concurrency, also those that no test requested", async () => {
    const { page } = await openPage(browser, SERVED);

    expect(await rows(page, ".matrix")).toEqual([
      ["Route", "201", "502", "In flight", "Concurrency", "Tests"],
      ["POST /paymentssrc/app.ts:1", "4", "1", "6", "same key at once, writes", "1"],
      ["GET /payments/:idsrc/app.ts:2", "·", "·", "0", "never requested", "0"],
    ]);
  });

  it("filters by search, severity, state and kind", async () => {
    const { page } = await openPage(browser, SERVED);
    await page.getByRole("searchbox").fill("processor fetch");

    expect(await texts(page, ".finding .place")).toEqual(["src/processor.ts:2"]);

    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: "proven met for real" }).click();
    expect(await texts(page, ".virtual-row b")).toEqual(["outbound-call ledger"]);
  });

  it("is worked with keys alone", async () => {
    const { page } = await openPage(browser, SERVED);
    await page.keyboard.press("/");
    await page.keyboard.type("charge");
    expect(await page.getByRole("searchbox").inputValue()).toBe("charge");

    await page.keyboard.press("Escape");
    expect(await page.getByRole("searchbox").inputValue()).toBe("");

    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await focused(page)).toContain("src/payments.ts:8");
    await page.keyboard.press("k");
    expect(await focused(page)).toContain("src/processor.ts:2");

    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await texts(page, "dialog h2")).toEqual(["src/processor.ts"]);
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog").count()).toBe(0);
    expect(await focused(page)).toBe("src/processor.ts:2");
  });

  it("shows where the focus is", async () => {
    const { page } = await openPage(browser, SERVED);
    const stops = [];
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press("Tab");
      const style = "getComputedStyle(document.activeElement).outlineStyle";
      stops.push(await page.evaluate(style));
    }

    expect(stops).toEqual(stops.map(() => "solid"));
  });

  it.each(["light", "dark"] as const)(
    "follows the system into %s, and a choice back",
    async (colorScheme) => {
      const { page } = await openPage(browser, SERVED, { colorScheme });
      const other = colorScheme === "light" ? "dark" : "light";
      const before = await brightness(page);
      await page.getByLabel("Theme").selectOption(other);
      const after = await brightness(page);

      expect(before > 128).toBe(colorScheme === "light");
      expect(after > 128).toBe(other === "light");
    },
  );

  it.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
  ] as const)("has nothing that axe finds serious: %s, %i pixels", async (colorScheme, width) => {
    const viewport = { width, height: 900 };
    const { page } = await openPage(browser, SERVED, { colorScheme, viewport });
    expect(await violations(page)).toEqual([]);

    await page.locator(".finding .place").first().click();
    expect(await violations(page)).toEqual([]);
  });

  it("has room on a telephone: nothing but tables and source scrolls sideways", async () => {
    const { page } = await openPage(browser, SERVED, { viewport: { width: 390, height: 844 } });

    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });

  it("prints what it says, without what only a screen can do", async () => {
    const { page } = await openPage(browser, SERVED);
    await page.emulateMedia({ media: "print" });

    expect(await page.locator(".bar").isVisible()).toBe(false);
    expect(await page.locator(".virtual").isVisible()).toBe(false);
    expect(await page.getByText("The ledger has 4 sites").isVisible()).toBe(true);
  });

  it("keeps 10,000 sites and 5,000 findings within a few hundred elements", async () => {
    const { page } = await openPage(browser, html(large(10_000), PIPED));
    const list = page.getByRole("listbox", { name: "Fault sites" });
    const elements = "document.querySelectorAll('*').length";

    expect(await page.locator(".virtual-row").count()).toBeLessThan(40);
    expect(await page.locator(".tile").count()).toBeLessThanOrEqual(151);
    expect(await page.locator(".finding").count()).toBe(30);
    expect(await page.evaluate(elements)).toBeLessThan(3_000);

    await list.focus();
    await page.keyboard.press("End");
    await page.locator("#row-9999").waitFor();
    expect(await page.locator(".virtual-row").count()).toBeLessThan(40);

    await page.getByRole("searchbox").fill("file-77/site-7777.ts");
    await page.getByText("1 of 10000 sites").waitFor();
    expect(await page.evaluate(elements)).toBeLessThan(3_000);
  });

  it("shows folders where files are too many, and the files of the one that is chosen", async () => {
    const { page } = await openPage(browser, html(large(1_000), PIPED));
    await page.getByRole("button", { name: /^file-7\/ 10: / }).click();

    expect(await page.locator(".tile").count()).toBe(10);
    expect(await texts(page, ".crumbs")).toEqual(["all files / src/file-7/"]);
    await page.getByRole("button", { name: "all files" }).click();
    expect(await page.locator(".tile").count()).toBe(100);
  });

  it("needs eight times the work for eight times the sites, not sixty-four times", async () => {
    const few = await scriptSeconds(browser, html(large(1_000), PIPED));
    const many = await scriptSeconds(browser, html(large(8_000), PIPED));

    expect(many / few).toBeLessThan(30);
  });

  it("shows hostile strings as text and runs none of them", async () => {
    const { page, complaints } = await openPage(browser, html(hostile, PIPED));

    expect(await page.locator("main img, main script, main b script").count()).toBe(0);
    expect(await page.getByText('<script>alert("x")</script>').count()).toBeGreaterThan(0);
    expect(await page.locator('main a[href^="javascript"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("lets no string of the data end its element", async () => {
    const message = "</script><!--<script>alert(1)</script>\u2028";
    const only = finding({
      check: "require-timeout",
      criterion: "timeout-outbound",
      location: at("__proto__", 1),
      message,
    });
    const page = html(verdict({ headline: message, summary: [message], findings: [only] }), PIPED);
    const opened = await openPage(browser, page);

    expect(page.match(/<script/g)).toHaveLength(2);
    expect(await texts(opened.page, "h1")).toEqual(["</script><!--<script>alert(1)</script>"]);
    expect(await texts(opened.page, ".finding .place")).toEqual(["__proto__:1"]);
    expect(opened.complaints).toEqual([]);
  });
});

function large(sites: number) {
  const ledger = Array.from({ length: sites }, (_, index) =>
    entry(`src/file-${String(index % 100)}/site-${String(index)}.ts`, 1, "executed", "call"),
  );
  const findings = Array.from({ length: 6_000 }, (_, index) =>
    finding({
      check: "require-timeout",
      criterion: "timeout-outbound",
      location: at(`src/finding-${String(index)}.ts`, 1),
      message: `Call ${String(index)} has no time limit.`,
    }),
  );
  return verdict({ headline: "BLOCK", verdict: "block", findings, ledger });
}

/** How long the page's script worked until the page was there. */
async function scriptSeconds(browser: Browser, text: string): Promise<number> {
  const { page } = await openPage(browser, text);
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  // What was measured before is gone, so that the page is drawn once more.
  await page.reload();
  await page.locator("h1").waitFor();
  const { metrics } = await client.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ScriptDuration")?.value ?? Number.NaN;
}

async function texts(page: Page, selector: string): Promise<readonly string[]> {
  const all = await page.locator(selector).allTextContents();
  return all.map((text) => text.trim());
}

async function rows(page: Page, table: string): Promise<readonly (readonly string[])[]> {
  const all = await page.locator(`${table} tr`).all();
  return Promise.all(all.map((row) => row.locator("th, td").allTextContents()));
}

async function focused(page: Page): Promise<string> {
  return String(await page.evaluate("document.activeElement.textContent"));
}

/** Of the background, from 0 to 255. */
async function brightness(page: Page): Promise<number> {
  const color = String(
    await page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
  );
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}

/** What axe calls serious or critical, and where. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(
    `axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " " + target.join(" "))))`,
  );
  return Array.isArray(found) ? found.map(String) : [];
}

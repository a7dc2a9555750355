import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { project } from "./project.js";

/** Chromium of the machine; undefined where there is none. `FAULTLINE_BROWSER` names another one. */
export const BROWSER = [
  process.env["FAULTLINE_BROWSER"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((path) => path !== undefined && existsSync(path));

/** Starts it; the sandbox needs rights that containers do not have, and the pages are our own. */
export function launch(): Promise<Browser> {
  if (BROWSER === undefined) throw new Error("There is no browser to test with.");
  return chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox"] });
}

/** A page opened from disk, and what it complained about: errors, refused scripts, requests. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens a page as a user does who has its file, until the test is over. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const path = join(project({}), "review.html");
  await writeFile(path, html);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== `file://${path}`) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${path}`);
  await page.locator("h1").waitFor();
  return { page, complaints };
}

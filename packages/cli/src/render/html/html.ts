import { createHash } from "node:crypto";
import type { Renderer } from "../renderer.js";
import { scriptJson } from "../text/json.js";
import { xmlText } from "../text/xml.js";
import { pageAssets } from "./page-assets.js";
import { toReport } from "./to-report.js";

/**
 * One page that needs nothing but a browser: its data, script and style are in it, and its policy
 * lets it run these and load nothing, not even if a text in the data found a way to ask for it.
 */
export const html: Renderer = (verdict, { sourceOf }) => {
  const report = toReport(verdict, sourceOf);
  const { script, style } = pageAssets();
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const headline = xmlText(report.headline);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${headline} · Faultline review</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript>
<h1>${headline}</h1>
${report.summary.map((sentence) => `<p>${xmlText(sentence)}</p>`).join("\n")}
<p>The rest of this review needs JavaScript. Nothing is loaded from anywhere.</p>
</noscript>
<script type="application/json" id="report">${scriptJson(report)}</script>
<script>${script}</script>
</body>
</html>
`;
};

function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

import { render } from "preact";
import type { Report } from "../report.js";
import { App } from "./app.js";
import "./page.css";

const data = document.querySelector("#report")?.textContent;
const page = document.querySelector("#page");
if (data && page) {
  // Sound: the renderer that embeds this script writes the report beside it.
  render(<App report={JSON.parse(data) as Report} />, page);
}

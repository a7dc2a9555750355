import { testRule } from "../../harness/test-rule.js";

const APP = `import express from "express";
const app = express();
`;
const READ = `fetch("https://rates.example/", { signal: AbortSignal.timeout(500) })`;

testRule("require-circuit-breaker", {
  reports: {
    "a call of a handler": `${APP}app.get("/rates", async (req, res) => {
  const response = await ${READ};
  res.json(await response.json());
});
`,
    "a call of a function that a handler calls": `${APP}const load = async () => (await ${READ}).json();
app.get("/rates", async (req, res) => {
  res.json(await load());
});
`,
    "a call whose failure becomes a 502": `${APP}app.get("/rates", async (req, res) => {
  try {
    const response = await ${READ};
    res.json(await response.json());
  } catch (error) {
    res.status(502).json({ error: "rates" });
  }
});
`,
    "a call whose failure goes to the error handler": `${APP}app.get("/rates", async (req, res, next) => {
  try {
    const response = await ${READ};
    res.json(await response.json());
  } catch (error) {
    next(error);
  }
});
`,
    "a call of an SDK": `${APP}import OpenAI from "openai";
const openai = new OpenAI();
app.post("/answers", async (req, res) => {
  res.json(await openai.responses.create({ model: "gpt-5", input: req.body.question }));
});
`,
    "the first of two functions that call the same service, and another service": `${APP}app.get("/rates", async (req, res) => {
  res.json(await (await ${READ}).json());
});
app.get("/rates/:id", async (req, res) => {
  res.json(await (await fetch("https://rates.example/eur")).json());
});
app.get("/news", async (req, res) => {
  res.json(await (await fetch("https://news.example/")).json());
});
`,
  },
  silent: {
    "mail, which has to be sent": `${APP}import nodemailer from "nodemailer";
const mailer = nodemailer.createTransport({ host: "smtp.example" });
app.post("/sign-up", async (req, res) => {
  res.json(await mailer.sendMail({ to: req.body.email, text: "Welcome" }));
});
`,
    "a payment, which has to be made": `${APP}import Stripe from "stripe";
const stripe = new Stripe(process.env.STRIPE_KEY);
app.post("/subscriptions", async (req, res) => {
  res.json(await stripe.subscriptions.create({ customer: req.body.customer }));
});
`,
    "a call through opossum": `${APP}import CircuitBreaker from "opossum";
const rates = new CircuitBreaker(async () => (await ${READ}).json(), { timeout: 3_000 });
app.get("/rates", async (req, res) => {
  res.json(await rates.fire());
});
`,
    "a call through cockatiel": `${APP}import { circuitBreaker, ConsecutiveBreaker, handleAll } from "cockatiel";
const policy = circuitBreaker(handleAll, { breaker: new ConsecutiveBreaker(5) });
app.get("/rates", async (req, res) => {
  res.json(await policy.execute(async () => (await ${READ}).json()));
});
`,
    "a call through a breaker of the project": `${APP}import { withCircuitBreaker } from "./resilience.js";
const load = withCircuitBreaker(async () => (await ${READ}).json());
app.get("/rates", async (req, res) => {
  res.json(await load());
});
`,
    "a call that something stands in for": `${APP}let last = {};
app.get("/rates", async (req, res) => {
  try {
    const response = await ${READ};
    last = await response.json();
  } catch (error) {
    console.warn("answering with the last rates", error);
  }
  res.json(last);
});
`,
    "a call whose caller has a fallback": `${APP}const load = async () => (await ${READ}).json();
app.get("/rates", async (req, res) => {
  res.json(await load().catch(() => ({ rates: [] })));
});
`,
    "a call of a job": `setInterval(async () => {
  await ${READ};
}, 60_000);
`,
    "a call that no request is seen to run": `export const load = async () => (await ${READ}).json();
`,
    "a request to wherever the client likes": `${APP}app.get("/preview", async (req, res) => {
  const response = await fetch(req.query.url, { signal: AbortSignal.timeout(500) });
  res.send(await response.text());
});
`,
    "a process": `${APP}import { execFile } from "node:child_process";
import { promisify } from "node:util";
const run = promisify(execFile);
app.get("/version", async (req, res) => {
  res.json(await run("git", ["describe"], { timeout: 500 }));
});
`,
  },
});

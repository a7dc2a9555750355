import { testRule } from "../../harness/test-rule.js";

const SERVICE = `import express from "express";
import Stripe from "stripe";
const app = express();
const stripe = new Stripe(process.env.STRIPE_KEY);
`;

testRule("require-idempotency-key", {
  reports: {
    "a charge in the handler": `${SERVICE}app.post("/payments", async (req, res) => {
  const intent = await stripe.paymentIntents.create({ amount: req.body.amount, currency: "eur" });
  res.status(201).json({ id: intent.id });
});
`,
    "a refund in another function": `${SERVICE}async function refund(charge: string) {
  return stripe.refunds.create({ charge });
}
app.post("/refunds", async (req, res) => {
  res.status(201).json(await refund(req.body.charge));
});
`,
  },
  silent: {
    "a key that is handed on": `${SERVICE}app.post("/payments", async (req, res) => {
  const intent = await stripe.paymentIntents.create(
    { amount: req.body.amount, currency: "eur" },
    { idempotencyKey: req.body.orderId },
  );
  res.status(201).json({ id: intent.id });
});
`,
    "a middleware that knows repeated requests": `${SERVICE}import { idempotency } from "./idempotency.js";
app.post("/payments", idempotency(), async (req, res) => {
  const intent = await stripe.paymentIntents.create({ amount: req.body.amount, currency: "eur" });
  res.status(201).json({ id: intent.id });
});
`,
    "a call that moves nothing": `${SERVICE}app.post("/customers", async (req, res) => {
  res.json(await stripe.customers.create({ email: req.body.email }));
});
`,
    "a call of the provider's": `${SERVICE}app.post("/webhooks/stripe", async (req, res) => {
  await stripe.refunds.create({ charge: req.body.charge });
  res.json({});
});
`,
    "a read": `${SERVICE}app.post("/payments/search", async (req, res) => {
  res.json(await stripe.paymentIntents.list({ limit: 10 }));
});
`,
  },
});

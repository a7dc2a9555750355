export default {
  packages: { stripe: "23.1.0" },
  snippets: {
    charge: {
      code: `import Stripe from "stripe";
const stripe = new Stripe("sk_test_x", { host: "127.0.0.1", port: Number(process.env.PORT), protocol: "http" });
export const run = () => stripe.balance.retrieve();
`,
      isLong: true,
    },
    "with timeout": {
      code: `import Stripe from "stripe";
const stripe = new Stripe("sk_test_x", { host: "127.0.0.1", port: Number(process.env.PORT), protocol: "http", timeout: 1_000, maxNetworkRetries: 0 });
export const run = () => stripe.balance.retrieve();
`,
    },
  },
};

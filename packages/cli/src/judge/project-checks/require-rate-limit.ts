import { requireCapability } from "./require-capability.js";

const LIBRARIES =
  /^(?:express-rate-limit|express-slow-down|express-brute|rate-limiter-flexible|node-rate-limiter-flexible|@fastify\/rate-limit|fastify-rate-limit|@nestjs\/throttler|nestjs-rate-limiter|nestjs-throttler.*|koa-ratelimit|koa2-ratelimit|koa-better-ratelimit|hono-rate-limiter|@hono-rate-limiter\/.+|@upstash\/ratelimit|@unkey\/ratelimit|@arcjet\/.+|ratelimiter|limiter|graphql-rate-limit(?:-directive)?|@envelop\/rate-limiter|rolling-rate-limiter|async-ratelimiter|@elysiajs\/rate-limit|elysia-rate-limit|@trpc-limiter\/.+|sliding-window-rate-limiter|redis-rate-limiter|strict-rate-limiter|@isaacs\/ttlcache-rate-limit)$/;

const CHANGES = new Set(["post", "put", "patch", "delete", "all"]);

/** One client may not take the service from all others, nor guess passwords as fast as it can. */
export const requireRateLimit = requireCapability({
  id: "require-rate-limit",
  criterion: "security-rate-limit",
  preset: "strict",
  docs: {
    looksAt:
      "Services with a route that changes something, and their dependencies: the rate limiters of Express, Fastify, Nest, Koa, Hono, GraphQL and tRPC.",
    reports: "Such a service that has none of them.",
    silent:
      "Any code or configuration speaks of rate limits or status 429: a limiter of its own, a proxy, an ingress, a gateway, a firewall.",
  },
  libraries: LIBRARIES,
  hints:
    /rate[-_ ]?limit|throttler|too[-_ ]?many[-_ ]?requests|brute[-_ ]?force|lock(?:ed)?[-_ ]?out|login_?attempts|failed_?(?:logins?|attempts?|requests?)|\b429\b|limit_(?:req|conn)|limit-(?:rps|rpm|connections)|\bwaf\b|api-?gateway|\bkong\b|cloudflare|usage_?plan/i,
  concerns: ({ entry, routes }) =>
    routes.some(({ operation }) => CHANGES.has(operation)) ? entry : undefined,
  praise: "Requests are limited with",
  message:
    "Nothing limits how many requests one client may make of this service. A single script can guess passwords as fast as it likes, or take the service away from everyone else.",
  suggestion:
    "Limit requests per client, strictest where credentials are checked, and keep the counts where all replicas see them.",
});

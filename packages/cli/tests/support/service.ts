import type { Tree } from "./project.js";

/** A small service with nothing to mend: it can be asked, it can be stopped, and its call gives up. */
export const SOUND: Tree = {
  "package.json": packageJson("fastify"),
  "src/main.ts": `import Fastify from "fastify";
import { addRates } from "./rates.js";

const app = Fastify({ logger: true });
app.get("/health", () => ({ status: "ok" }));
addRates(app);
process.once("SIGTERM", () => void app.close());
await app.listen({ port: 8080 });
`,
  "src/rates.ts": `import type { FastifyInstance } from "fastify";

export function addRates(app: FastifyInstance): void {
  app.get("/rates", async () => {
    const answer = await fetch("https://rates.example.com", { signal: AbortSignal.timeout(2000) });
    return answer.json();
  });
}
`,
};

/** A call that may hang for ever: one high finding on line 2. */
export const HANGING = `export async function price(): Promise<unknown> {
  const answer = await fetch("https://prices.example.com");
  return answer.json();
}
`;

/** Fields that the logger drops: one medium finding on line 2. */
export const CHATTY = `import pino from "pino";
export const greet = (name: string): void => pino().info("hello", { name });
`;

/** A package.json that depends on these. */
export function packageJson(...dependencies: readonly string[]): string {
  const versions = Object.fromEntries(dependencies.map((name) => [name, "^5.0.0"]));
  return JSON.stringify({ name: "service", type: "module", dependencies: versions });
}

/** The route of `src/main.ts` that says whether the service is healthy. */
export const HEALTH_ROUTE = `app.get("/health", () => ({ status: "ok" }));\n`;

/** A Kubernetes deployment without probes. */
export const UNPROBED = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service
spec:
  replicas: 2
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  selector:
    matchLabels: { app: service }
  template:
    metadata:
      labels: { app: service }
    spec:
      containers:
        - name: service
          image: service:1.0.0
          ports: [{ containerPort: 8080 }]
          resources:
            requests: { cpu: 100m, memory: 64Mi }
            limits: { memory: 128Mi }
`;

/** The files with a piece of one of them taken out, which must be in it. */
export function without(tree: Tree, file: string, piece: string): Tree {
  const text = tree[file] ?? "";
  if (!text.includes(piece)) throw new Error(`${file} does not contain: ${piece}`);
  return { ...tree, [file]: text.replace(piece, "") };
}

import type { Tree } from "./project.js";

const MAIN = `import express from "express";
import { Pool } from "pg";

const pool = new Pool({ max: 20, connectionTimeoutMillis: 1_000 });
const app = express();
app.get("/rates", async (request, response) => response.json(await pool.query("SELECT 1")));
app.get("/health/ready", (request, response) => response.send("ok"));
const server = app.listen(8080);
process.on("SIGTERM", () => {
  setTimeout(() => process.exit(1), 25_000).unref();
  server.close(() => pool.end());
});
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: rates }
spec:
  replicas: 4
  template:
    spec:
      containers:
        - name: app
          image: registry.example.com/shop/rates:1.4.0
          args: [--max-old-space-size=384, dist/main.js]
          resources: { limits: { memory: 512Mi } }
          readinessProbe: { httpGet: { path: /health/ready, port: 8080 } }
          livenessProbe: { httpGet: { path: /health/ready, port: 8080 }, failureThreshold: 9 }
`;

/** A service and the manifest that runs it, after `edit` changed either of them. */
export function deployedService(
  edit: { readonly main?: Edit; readonly deployment?: Edit; readonly more?: Tree } = {},
): Tree {
  const same: Edit = (text) => text;
  return {
    "services/rates/package.json": `{ "name": "@shop/rates", "dependencies": { "express": "5", "pg": "8" } }`,
    "services/rates/src/main.ts": (edit.main ?? same)(MAIN),
    "k8s/rates.yaml": (edit.deployment ?? same)(DEPLOYMENT),
    ...edit.more,
  };
}

type Edit = (text: string) => string;

/** Puts one text in the place of another, which must be there. */
export function instead(of: string, by: string): Edit {
  return (text) => {
    if (!text.includes(of)) throw new Error(`There is no ${of}.`);
    return text.replaceAll(of, by);
  };
}

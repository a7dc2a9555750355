import { testRule } from "../../harness/test-rule.js";

testRule("no-hardcoded-config", {
  reports: {
    "the host of a database": `import { Pool } from "pg";
export const pool = new Pool({ host: "10.0.3.17", user: "app", password: process.env.PASSWORD });
`,
    "the address of a database": `import { MongoClient } from "mongodb";
export const client = new MongoClient("mongodb://mongo:27017/app");
`,
    "a database that is always on the same machine": `import Redis from "ioredis";
export const redis = new Redis("redis://localhost:6379");
`,
    "an address in a constant": `import { Pool } from "pg";
const HOST = "db.prod.internal";
export const pool = new Pool({ host: HOST });
`,
    "a list of brokers": `import { Kafka } from "kafkajs";
export const kafka = new Kafka({ clientId: "orders", brokers: ["kafka-1:9092"] });
`,
    "a service of the same cluster": `import axios from "axios";
export const stock = axios.create({ baseURL: "http://stock:8080", timeout: 1000 });
`,
  },
  silent: {
    "a host of the environment": `import { Pool } from "pg";
export const pool = new Pool({ host: process.env.DB_HOST });
`,
    "a default for development": `import Redis from "ioredis";
export const redis = new Redis(process.env.REDIS_URL ?? "redis://localhost:6379");
`,
    "a public service": `import axios from "axios";
export const stripe = axios.create({ baseURL: "https://api.stripe.com/v1", timeout: 1000 });
`,
    "a condition on where the code runs": `import Redis from "ioredis";
const url = process.env.NODE_ENV === "production" ? process.env.REDIS_URL : "redis://localhost:6379";
export const redis = new Redis(url);
`,
    "the name of a database": `import { Sequelize } from "sequelize";
export const database = new Sequelize("orders", process.env.USER, process.env.PASSWORD, { host: process.env.HOST });
`,
    "a host of another file that is not known": `import { Pool } from "pg";
import { host } from "./config.js";
export const pool = new Pool({ host });
`,
    "a class that only has the name": `import { Pool } from "./workers.js";
export const pool = new Pool({ host: "10.0.3.17" });
`,
  },
});

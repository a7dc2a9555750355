import { testRule } from "../../harness/test-rule.js";

// Put together, so that scanners of this repository find no key in it.
const AWS = ["AKIA", "QZ7MBV3KD5TRW2HX"].join("");
const GOOGLE = ["AIza", "SyD3kQ9vXz7Lm2Rt5Wb8Nc1Hj4Gf6Ps0Ya"].join("");
const GITHUB = ["ghp", "Zt4Qm8Lw2Rk6Vn0Pj5Xs9Bd3Hf7Gy1"].join("_");

testRule("no-hardcoded-secret", {
  reports: {
    "a secret that signs tokens": `import jwt from "jsonwebtoken";
export const sign = (id: string) => jwt.sign({ id }, "changeme", { expiresIn: "1h" });
`,
    "a secret in a constant": `import jwt from "jsonwebtoken";
const SECRET = "s3cr3t";
export const read = (token: string) => jwt.verify(token, SECRET, { algorithms: ["HS256"] });
export const sign = (id: string) => jwt.sign({ id }, SECRET, { expiresIn: "1h" });
`,
    "a secret in an object of constants": `import session from "express-session";
const config = { session: { secret: "keyboard cat" } };
export const sessions = session({ secret: config.session.secret, resave: false });
`,
    "a list of secrets": `import session from "express-session";
export const sessions = session({ secret: ["keyboard cat", process.env.OLD], resave: false });
`,
    "a password of a database": `import { Pool } from "pg";
export const pool = new Pool({ host: "db.internal", user: "app", password: "hunter2" });
`,
    "a password in options that are spread": `import { Pool } from "pg";
const base = { user: "app", password: "hunter2" };
export const pool = new Pool({ ...base, max: 5 });
`,
    "a password in an address": `import { MongoClient } from "mongodb";
export const client = new MongoClient("mongodb+srv://app:hunter2@cluster0.mongodb.net/app");
`,
    "the password of a mail server": `import nodemailer from "nodemailer";
export const mail = nodemailer.createTransport({ host: "smtp.mail.com", auth: { user: "app", pass: "hunter2" } });
`,
    "a key of a hash": `import { createHmac } from "node:crypto";
export const sign = (body: string) => createHmac("sha256", "s3cr3t").update(body).digest("hex");
`,
    "a key as bytes": `import { createHmac } from "node:crypto";
const KEY = Buffer.from("6368616e676520746869732070617373", "hex");
export const sign = (body: string) => createHmac("sha256", KEY).update(body).digest("hex");
`,
    "a key of an API": `import OpenAI from "openai";
export const ai = new OpenAI({ apiKey: "k3y-9f8e7d6c5b4a39281706" });
`,
    "a header of requests": `import axios from "axios";
export const bank = axios.create({ timeout: 1000, headers: { Authorization: "Bearer 9f8e7d6c5b4a39281706" } });
`,
    "a header of one request": `export const read = () =>
  fetch("https://bank.example/me", { headers: { Authorization: "Bearer 9f8e7d6c5b4a39281706" } });
`,
    "a secret of a Nest module": `import { JwtModule } from "@nestjs/jwt";
export const tokens = JwtModule.register({ secret: "secretKey", signOptions: { expiresIn: "1h" } });
`,
    "a secret that a factory of a Nest module gives": `import { JwtModule } from "@nestjs/jwt";
export const tokens = JwtModule.registerAsync({ useFactory: () => ({ secret: "secretKey" }) });
`,
    "a strategy of Nest": `import { PassportStrategy } from "@nestjs/passport";
import { ExtractJwt, Strategy } from "passport-jwt";
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: "secretKey" });
  }
}
`,
    "a plugin of Fastify": `import fastify from "fastify";
import jwt from "@fastify/jwt";
const app = fastify();
app.register(jwt, { secret: "supersecret", sign: { expiresIn: "1h" } });
`,
    "a secret of another file": `import jwt from "jsonwebtoken";
import { SIGNING_KEY } from "./settings.js";
export const sign = (id: string) => jwt.sign({ id }, SIGNING_KEY, { expiresIn: "1h" });
export const read = (token: string) => jwt.verify(token, SIGNING_KEY);
`,
    "a secret of another file as a whole": `const jwt = require("jsonwebtoken");
const settings = require("./settings");
exports.sign = (id) => jwt.sign({ id }, settings.SIGNING_KEY, { expiresIn: "1h" });
`,
    "a key of AWS": `export const settings = { accessKeyId: "${AWS}" };
`,
    "a private key": `export const key = \`-----BEGIN RSA PRIVATE KEY-----
MIICXAIBAAKBgQDNwqLEe9wgTXCbC7+RPdDbBbeqjdbs4kOPOIGzqLpXvJXlxxW8
iMz0EaM4BKUqYsIa+ndv3NAn2RxCd5ubVdJJcX43zO6Ko0TFEZx/65gY3BE0O6sy
-----END RSA PRIVATE KEY-----\`;
`,
  },
  silent: {
    "a secret of the environment": `import jwt from "jsonwebtoken";
export const sign = (id: string) => jwt.sign({ id }, process.env.SECRET as string, { expiresIn: "1h" });
`,
    "a secret of the configuration": `import jwt from "jsonwebtoken";
import { config } from "./config.js";
export const sign = (id: string) => jwt.sign({ id }, config.secret, { expiresIn: "1h" });
`,
    "a secret of another file that comes from the environment": `import jwt from "jsonwebtoken";
import { settings } from "./settings.js";
export const sign = (id: string) => jwt.sign({ id }, settings.tokens.secret, { expiresIn: "1h" });
`,
    "a function that only has the name": `import { sign } from "./documents.js";
export const signed = sign("contract", "s3cr3t");
`,
    "a secret for development": `import session from "express-session";
const secret = process.env.NODE_ENV === "production" ? process.env.SECRET : "keyboard cat";
export const sessions = session({ secret, resave: false });
`,
    "a secret that is set later": `import session from "express-session";
let secret = "keyboard cat";
export const use = (given: string) => {
  secret = given;
  return session({ secret, resave: false });
};
`,
    "a database in a file": `import { Sequelize } from "sequelize";
export const database = new Sequelize("app", "user", "hunter2", { dialect: "sqlite", storage: "app.db" });
`,
    "no password": `import { Pool } from "pg";
export const pool = new Pool({ user: "app", password: "" });
`,
    "what stands where a password belongs": `import { Pool } from "pg";
export const pool = new Pool({ user: "app", password: "<your password>" });
`,
    "a key for a server that asks for none": `import OpenAI from "openai";
export const ai = new OpenAI({ apiKey: "not-needed", baseURL: process.env.MODEL_URL });
`,
    "an address without a password": `import { MongoClient } from "mongodb";
export const client = new MongoClient("mongodb+srv://cluster0.mongodb.net/app");
`,
    "an address with a password of the environment": `import { MongoClient } from "mongodb";
export const client = new MongoClient(\`mongodb+srv://app:\${process.env.PASSWORD}@cluster0.mongodb.net\`);
`,
    "a database on the same machine": `import { MongoClient } from "mongodb";
export const client = new MongoClient("mongodb://app:app@localhost:27017/app");
`,
    "a hash without a key": `import { createHash } from "node:crypto";
export const digest = (body: string) => createHash("sha256").update("prefix" + body).digest("hex");
`,
    "the key of the documentation": `export const settings = { accessKeyId: "AKIAIOSFODNN7EXAMPLE" };
`,
    "a token whose checksum is wrong": `export const token = "${GITHUB}AAAAAA";
`,
    "a key for tests": `import Stripe from "stripe";
export const pattern = /^sk_test_/;
`,
    "a field of a form": `export const labels = { password: "Password", apiKey: "API key", secret: "Secret" };
`,
    "a header that is no key": `export const read = () =>
  fetch("https://bank.example/me", { headers: { Authorization: "Bearer token" } });
`,
    "a public key": `import jwt from "jsonwebtoken";
const KEY = process.env.PUBLIC_KEY as string;
export const read = (token: string) => jwt.verify(token, KEY, { algorithms: ["RS256"], audience: "a" });
`,
    "a public key in the source": `import jwt from "jsonwebtoken";
const KEY = "-----BEGIN PUBLIC KEY-----\\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK\\n-----END PUBLIC KEY-----";
export const read = (token: string) => jwt.verify(token, KEY, { algorithms: ["RS256"], audience: "a" });
`,
    "the configuration of a Firebase app": `export const firebase = {
  apiKey: "${GOOGLE}",
  authDomain: "shop.firebaseapp.com",
};
`,
  },
});

import { testRule } from "../../harness/test-rule.js";

testRule("require-jwt-checks", {
  reports: {
    "a token without an expiry": `import jwt from "jsonwebtoken";
export const sign = (id: string) => jwt.sign({ id }, process.env.SECRET as string);
`,
    "a token without an expiry, with other options": `import { sign } from "jsonwebtoken";
export const make = (id: string) => sign({ id }, process.env.SECRET as string, { algorithm: "HS256" });
`,
    "a token of jose without an expiry": `import { SignJWT } from "jose";
export const make = (id: string, key: Uint8Array) =>
  new SignJWT({ id }).setProtectedHeader({ alg: "HS256" }).sign(key);
`,
    "a token of Hono without an expiry": `import { sign } from "hono/jwt";
export const make = (id: string) => sign({ id }, process.env.SECRET as string);
`,
    "tokens of Nest without an expiry": `import { JwtModule, JwtService } from "@nestjs/jwt";
export const tokens = JwtModule.register({ secret: process.env.SECRET });
export const make = (service: JwtService, id: string) => service.sign({ id });
`,
    "tokens that nobody signed": `import jwt from "jsonwebtoken";
export const read = (token: string) => jwt.verify(token, process.env.KEY as string, { algorithms: ["HS256", "none"] });
`,
    "tokens that have expired": `import jwt from "jsonwebtoken";
export const read = (token: string) =>
  jwt.verify(token, process.env.KEY as string, { algorithms: ["HS256"], ignoreExpiration: true });
`,
    "a strategy that takes expired tokens": `import { PassportStrategy } from "@nestjs/passport";
import { ExtractJwt, Strategy } from "passport-jwt";
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: process.env.SECRET,
      ignoreExpiration: true,
    });
  }
}
`,
    "a provider's token for any application": `import { createRemoteJWKSet, jwtVerify } from "jose";
const keys = createRemoteJWKSet(new URL("https://login.provider.com/keys"));
export const read = (token: string) => jwtVerify(token, keys);
`,
    "a provider's token for any application, by a function": `import jwt from "jsonwebtoken";
import jwksClient from "jwks-rsa";
const client = jwksClient({ jwksUri: "https://login.provider.com/keys" });
const getKey = (header, callback) =>
  client.getSigningKey(header.kid, (error, key) => callback(error, key?.getPublicKey()));
export const read = (token: string, done) => jwt.verify(token, getKey, { algorithms: ["RS256"] }, done);
`,
    "a token that is only decoded": `import express from "express";
import jwt from "jsonwebtoken";
const app = express();
app.use((req, res, next) => {
  req.user = jwt.decode(req.headers.authorization.slice(7));
  next();
});
`,
  },
  silent: {
    "a token with an expiry": `import jwt from "jsonwebtoken";
export const sign = (id: string) => jwt.sign({ id }, process.env.SECRET as string, { expiresIn: "1h" });
`,
    "a payload with an expiry": `import jwt from "jsonwebtoken";
export const sign = (id: string) =>
  jwt.sign({ id, exp: Math.floor(Date.now() / 1000) + 900 }, process.env.SECRET as string);
`,
    "a payload with a limit of its own": `import jwt from "jsonwebtoken";
export const sign = (id: string) =>
  jwt.sign({ id, expiresAt: new Date(Date.now() + 60_000).toISOString() }, process.env.SECRET as string);
`,
    "a payload that is not known": `import jwt from "jsonwebtoken";
export const sign = (payload: object) => jwt.sign(payload, process.env.SECRET as string);
`,
    "options that are not known": `import jwt from "jsonwebtoken";
export const sign = (id: string, options: object) => jwt.sign({ id }, process.env.SECRET as string, options);
`,
    "an expiry that is set later": `import jwt from "jsonwebtoken";
export function sign(id: string, seconds: number) {
  const options = {};
  if (seconds > 0) options.expiresIn = seconds;
  return jwt.sign({ id }, process.env.SECRET as string, options);
}
`,
    "a token that is tied to the password": `import jwt from "jsonwebtoken";
import { hash } from "./clients.js";
export const sign = (user: { name: string; password: string }) =>
  jwt.sign({ name: user.name, h: hash(user.password) }, process.env.SECRET as string);
`,
    "options that are spread": `import jwt from "jsonwebtoken";
import { defaults } from "./tokens.js";
export const sign = (id: string) => jwt.sign({ id }, process.env.SECRET as string, { ...defaults });
`,
    "a key that decides the algorithm": `import jwt from "jsonwebtoken";
export const read = (token: string) => jwt.verify(token, process.env.SECRET as string);
`,
    "a token of jose with an expiry": `import { SignJWT } from "jose";
export const make = (id: string, key: Uint8Array) =>
  new SignJWT({ id }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("15m").sign(key);
`,
    "a key of one's own": `import { jwtVerify } from "jose";
const key = new TextEncoder().encode(process.env.SECRET);
export const read = (token: string) => jwtVerify(token, key);
`,
    "a provider's token for this application": `import { createRemoteJWKSet, jwtVerify } from "jose";
const keys = createRemoteJWKSet(new URL("https://login.provider.com/keys"));
export const read = (token: string) =>
  jwtVerify(token, keys, { issuer: "https://login.provider.com/", audience: "orders" });
`,
    "claims that are compared by hand": `import { createRemoteJWKSet, jwtVerify } from "jose";
const keys = createRemoteJWKSet(new URL("https://login.provider.com/keys"));
export async function read(token: string) {
  const { payload } = await jwtVerify(token, keys);
  if (payload.aud !== "orders") throw new Error("for somebody else");
  return payload;
}
`,
    "expired tokens that are renewed": `import jwt from "jsonwebtoken";
export const refresh = (token: string) =>
  jwt.verify(token, process.env.KEY as string, { algorithms: ["HS256"], ignoreExpiration: true });
`,
    "tokens of Nest that each say when they expire": `import { JwtModule, JwtService } from "@nestjs/jwt";
export const tokens = JwtModule.register({ secret: process.env.SECRET });
export const make = (service: JwtService, id: string) => service.sign({ id }, { expiresIn: "1h" });
`,
    "a token that is decoded to choose a key": `import express from "express";
import jwt from "jsonwebtoken";
const app = express();
app.use((req, res, next) => {
  const token = req.headers.authorization.slice(7);
  const { header } = jwt.decode(token, { complete: true });
  req.user = jwt.verify(token, keyOf(header.kid), { algorithms: ["RS256"] });
  next();
});
`,
    "a token that is decoded outside of requests": `import jwt from "jsonwebtoken";
export const expiresAt = (token: string) => jwt.decode(token).exp;
`,
    "a function that only has the name": `import { sign } from "./documents.js";
export const signed = sign({ id: 1 }, "key");
`,
  },
});

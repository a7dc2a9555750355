import { testRule } from "../../harness/test-rule.js";

const HEAD = `import { readFileSync, existsSync } from "node:fs";
import { scryptSync } from "node:crypto";
import { execSync } from "node:child_process";
import express from "express";
const app = express();
`;

const handler = (body: string): string =>
  `${HEAD}app.get("/", async (request, response) => {\n  ${body}\n  response.end();\n});\n`;

testRule("no-blocking-io", {
  reports: {
    "a listener of Socket.IO": `import { readFileSync } from "node:fs";
import { Server } from "socket.io";
const io = new Server();
io.on("connection", (socket) => {
  socket.on("terms", (done) => done(readFileSync("terms.txt", "utf8")));
});
`,
    "a file that a handler reads": handler('readFileSync("terms.html");'),
    "a key that a handler derives": handler('scryptSync("secret", "salt", 64);'),
    "a command that a handler runs": handler('execSync("ls");'),
    "a file in a function that a handler calls": `${HEAD}function terms() {
  return readFileSync("terms.html");
}
app.get("/", (request, response) => response.send(terms()));
`,
    "a file that a timer reads": `${HEAD}setInterval(() => {
  readFileSync("state.json");
}, 1_000);
`,
    "what is kept for the rest of the request only": `${HEAD}app.get("/", (request, response) => {
  let terms;
  if (!terms) terms = readFileSync("terms.html");
  response.send(terms);
});
`,
    "a guard that keeps nothing": `${HEAD}let closed = "";
function terms() {
  if (closed) return closed;
  return readFileSync("terms.html");
}
app.get("/", (request, response) => response.send(terms()));
`,
  },
  silent: {
    "a file that is read before a server of Socket.IO listens": `import { readFileSync } from "node:fs";
import { Server } from "socket.io";
const terms = readFileSync("terms.txt", "utf8");
const io = new Server();
io.on("connection", (socket) => {
  socket.on("terms", (done) => done(terms));
});
`,
    "what a guard keeps for the next time": `${HEAD}const kept: Record<string, Buffer> = {};
function page(name: string) {
  if (kept[name]) return kept[name];
  const text = readFileSync(name);
  kept[name] = text;
  return text;
}
app.get("/", (request, response) => response.send(page("terms.html")));
`,
    "what the only instance reads when it is made": `${HEAD}class Server {
  static instance: Server | null = null;
  key = "";
  static getInstance() {
    if (Server.instance === null) Server.instance = new Server();
    return Server.instance;
  }
  constructor() {
    this.key = readFileSync("key.pem", "utf8");
  }
}
app.get("/", (request, response) => response.send(Server.getInstance().key));
`,
    "a file at module level": `${HEAD}const terms = readFileSync("terms.html");
app.get("/", (request, response) => response.send(terms));
`,
    "a key at module level": `${HEAD}const key = scryptSync("secret", "salt", 64);\n`,
    "a command at start-up": `${HEAD}function prepare() {
  execSync("ls");
}
prepare();
`,
    "a function that only start-up calls": `${HEAD}function terms() {
  return readFileSync("terms.html");
}
const text = terms();
app.get("/", (request, response) => response.send(text));
`,
    "what is kept for the next time": `${HEAD}let terms;
app.get("/", (request, response) => {
  terms ??= readFileSync("terms.html");
  response.send(terms);
});
`,
    "what is kept after a test": `${HEAD}let terms;
app.get("/", (request, response) => {
  if (!terms) terms = readFileSync("terms.html");
  response.send(terms);
});
`,
    "a file that only developers see": handler(
      'if (process.env.NODE_ENV === "development") readFileSync("error.dev.html");',
    ),
    "a function that takes a handler": `import { readFileSync } from "node:fs";
import express, { type RequestHandler } from "express";
export function makeApp(session: RequestHandler) {
  const page = readFileSync("index.html");
  const app = express();
  app.use(session);
  app.get("/", (request, response) => response.send(page));
  return app;
}
`,
    "a look whether a file is there": handler('existsSync("terms.html");'),
  },
});

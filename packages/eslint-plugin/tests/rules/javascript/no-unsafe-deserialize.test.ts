import { testRule } from "../../harness/test-rule.js";

const APP = `import express from "express";
const app = express();
`;

testRule("no-unsafe-deserialize", {
  reports: {
    "code that is evaluated": `${APP}app.post("/calculate", (req, res) => {
  res.json({ result: eval(req.body.formula) });
});
`,
    "code in a sandbox that is none": `import vm from "node:vm";
${APP}app.post("/run", (req, res) => {
  const { script } = req.body;
  res.json(vm.runInNewContext(script, {}));
});
`,
    "a part of a function": `${APP}app.post("/filter", (req, res) => {
  const test = new Function("row", \`return \${req.body.expression}\`);
  res.json(rows.filter(test));
});
`,
    "functions in a serialised object": `import { unserialize } from "node-serialize";
${APP}app.post("/session", (req, res) => {
  res.json(unserialize(req.cookies.profile));
});
`,
    "code that another function runs": `${APP}const run = (code: string) => eval(code);
app.post("/run", (req, res) => {
  res.json(run(req.body.code));
});
`,
  },
  silent: {
    JSON: `${APP}app.post("/import", (req, res) => {
  res.json(JSON.parse(req.body.data));
});
`,
    "code of one's own": `import vm from "node:vm";
${APP}const SCRIPT = "1 + 1";
app.post("/run", (req, res) => {
  res.json(vm.runInNewContext(SCRIPT, { input: req.body.input }));
});
`,
    "a program that is looked up": `${APP}const PROGRAMS: Record<string, string> = { double: "x * 2" };
app.post("/run", (req, res) => {
  res.json(eval(PROGRAMS[req.body.name]));
});
`,
    "a formula that a pattern allows": `${APP}app.post("/calculate", (req, res) => {
  const { formula } = req.body;
  if (!/^[\\d+*/ -]+$/.test(formula)) return res.status(400).end();
  res.json({ result: eval(formula) });
});
`,
    "an eval of one's own": `${APP}function evaluate(formula: string) {
  return parser.evaluate(formula);
}
app.post("/calculate", (req, res) => {
  res.json(evaluate(req.body.formula));
});
`,
    "what no client sent": `export function run(job: { code: string }) {
  return eval(job.code);
}
`,
  },
});

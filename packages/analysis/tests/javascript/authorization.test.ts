import { describe, expect, it } from "vitest";
import { factsOf } from "./list-sites.js";

const GUARD = `function member(request, response, next) {
  if (!request.user) return response.status(401).end();
  next();
}
`;

/** A router of these routes that change something, each with what stands between path and handler. */
function express(...routes: readonly string[]): string {
  const lines = routes.map((between, index) => {
    const path = between.startsWith("/") ? between.split(" ")[0] : `/items/${String(index)}`;
    const middleware = between.replace(/^\/\S+ ?/, "");
    return `router.post("${path ?? ""}", ${middleware}(request, response) => { save(request.body); response.end(); });`;
  });
  return `import { Router } from "express";\n${GUARD}export const router = Router();\n${lines.join("\n")}\n`;
}

const states = (code: string): readonly string[] =>
  factsOf("authorization", code).map((fact) => fact.split(":")[0] ?? "");

describe("the guards of a router", () => {
  it("are known by what they do, and one route without is an exception", () => {
    expect(factsOf("authorization", express("member, ", "member, ", "member, ", ""))).toEqual([
      ...Array.from({ length: 3 }, () => "present: `member` refuses those who may not"),
      "absent: 3 of the 4 routes of this router that change something are guarded, most of them with `member`, and this one is not",
    ]);
  });

  it("are no rule where few routes have one", () => {
    expect(states(express("member, ", "member, ", ""))).toEqual(["present", "present"]);
    expect(states(express("member, ", "member, ", "member, ", "", ""))).toEqual([
      ...Array.from({ length: 3 }, () => "present"),
    ]);
  });

  it("are none where a middleware refuses nobody", () => {
    const log = express("log, ", "log, ", "log, ", "").replace(
      GUARD,
      "const log = (a, b, next) => next();",
    );

    expect(states(log)).toEqual([]);
  });

  it.each([
    ["its path is open on purpose", express("member, ", "member, ", "member, ", "/login")],
    ["something unknown runs before it", express("member, ", "member, ", "member, ", "other(), ")],
    [
      "the router has a middleware for all",
      `${express("member, ", "member, ", "member, ", "")}router.use(parse);`,
    ],
    [
      "its handler refuses by itself",
      express("member, ", "member, ", "member, ", "").replace(
        /\(request, response\) => \{ save\(request\.body\);(?=[^]*\}\);\n$)(?![^]*router\.post)/,
        "(request, response) => { if (!may(request)) response.status(403); save(request.body);",
      ),
    ],
    [
      "a guard stands where routers are mounted",
      `${express("member, ", "member, ", "member, ", "")}app.use("/items", requireAuth, router);`,
    ],
  ])("can't be told where %s", (_name, code) => {
    expect(states(code)).toEqual(["present", "present", "present", "unknown"]);
  });
});

describe("the guards of a controller", () => {
  const nest = (last: string, onClass = "") => `
import { Controller, Post, UseGuards } from "@nestjs/common";
import { Member } from "./member.js";
import { Shown } from "./shown.js";
@Controller("items") ${onClass}
export class Items {
  @Post("a") @UseGuards(Member) a() { return this.items.add(); }
  @Post("b") @UseGuards(Member) b() { return this.items.add(); }
  @Post("c") @UseGuards(Member) c() { return this.items.add(); }
  ${last} d() { return this.items.add(); }
}
`;

  it("are those of its methods", () => {
    expect(states(nest('@Post("d")'))).toEqual(["present", "present", "present", "absent"]);
  });

  it.each([
    ["the class has one too", nest('@Post("d")', "@UseGuards(Member)")],
    ["a decorator of the project stands there", nest('@Post("d") @Shown()')],
    ["its path is open on purpose", nest('@Post("webhooks/d")')],
    ["there is one for the application", `${nest('@Post("d")')}\nconst token = APP_GUARD;`],
  ])("can't be told where %s", (_name, code) => {
    expect(states(code)).toEqual(["present", "present", "present", "unknown"]);
  });
});

import type { FaultSite, Finding } from "@faultline/contract";
import type { ProjectCheck } from "../../src/judge/project-check.js";
import { projectOn } from "./project-of.js";
import type { Tree } from "./project.js";
import { packageJson } from "./service.js";
import { place, site } from "./sites.js";

/** The sites of a service in a folder that is asked and changed. */
export function served(folder = "."): readonly FaultSite[] {
  const file = folder === "." ? "src/main.ts" : `${folder}/src/main.ts`;
  return [
    site("server", { location: place(file, 12) }),
    site("route", { operation: "get", target: "GET /rates", location: place(file, 3) }),
    site("route", { operation: "post", target: "POST /rates", location: place(file, 5) }),
  ];
}

/** A service of these files, and further sites of it. */
export function service(
  tree: Tree = {},
  ...more: readonly FaultSite[]
): Parameters<typeof projectOn> {
  return [[...served(), ...more], { "package.json": packageJson("express"), ...tree }];
}

/** What a check says of a project: its state, where its findings stand, and what is good. */
export function said(check: ProjectCheck, ...project: Parameters<typeof projectOn>): unknown {
  const { state, findings, good } = check.judge(projectOn(...project));
  const places = findings.map(
    ({ location }: Finding) => `${location.file}:${String(location.line)}`,
  );
  return [state, ...places, ...good.map(({ message }) => message)];
}

/** The places at which a check reports a service of these files. */
export function reported(check: ProjectCheck, ...parts: Parameters<typeof service>): unknown {
  return said(check, ...service(...parts));
}

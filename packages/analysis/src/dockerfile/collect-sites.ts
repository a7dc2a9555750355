import { siteId, type Fact, type FaultSite, type SourceRange } from "@faultline/contract";
import type { ConfigurationLanguage } from "../configuration-language.js";
import { baseImage, type BaseImage } from "./base-image.js";
import { buildOf, historyOf, lineageOf, neededStages, type Build } from "./build.js";
import { nonRootFact } from "./container-user.js";
import {
  isDeployedName,
  isDevelopmentCommand,
  isDockerfileName,
  isJudged,
  isTemplateName,
} from "./deployed.js";
import { imageSecrets } from "./image-secrets.js";
import { installSteps } from "./locked-install.js";
import { toolVersions } from "./tool-versions.js";
import { parseDockerfile, type ParsedDockerfile } from "./parse.js";
import { pulledImages } from "./pinned-base.js";
import { dockerfileProblem, isTemplate } from "./problem.js";
import { productionDependenciesFact } from "./production-dependencies.js";
import { signalDeliveryFact } from "./signal-delivery.js";
import { smallBaseFact } from "./small-base.js";
import { runsNode, startedCommand, type StartedCommand } from "./started-command.js";

/** Dockerfiles: the image that runs, and the steps by which it is made. */
export const dockerfile: ConfigurationLanguage = {
  reads: isDockerfileName,
  sites: (file, text) => imageSites(file, text.replace(/^\uFEFF/, "")),
  problem: (file, text) => dockerfileProblem(file, text.replace(/^\uFEFF/, "")),
};

function imageSites(file: string, text: string): readonly FaultSite[] {
  if (!isDeployedName(file) || isTemplateName(file) || isTemplate(text)) return [];
  const parsed = parseDockerfile(text);
  const build = parsed && buildOf(parsed.instructions);
  if (!build || !isJudged(parsed, build)) return [];
  const root = lineageOf(build.final)[0] ?? build.final;
  const base = root.image === undefined ? undefined : baseImage(root.image);
  const started = startedCommand(build.final, base);
  if (started && isDevelopmentCommand(started.text)) return [];
  return [
    imageSite(file, { build, base, started, parsed }),
    ...stepSites(file, build, parsed),
  ].toSorted(({ location: a }, { location: b }) => a.line - b.line || a.column - b.column);
}

interface ReadImage {
  readonly build: Build;
  readonly base: BaseImage | undefined;
  readonly started: StartedCommand | undefined;
  readonly parsed: ParsedDockerfile;
}

/** The image that `docker build` makes, at its last `FROM`; its target is what a container of it starts. */
function imageSite(file: string, image: ReadImage): FaultSite<"container-image"> {
  const { build, started } = image;
  const { final } = build;
  const end = (final.instructions.at(-1) ?? final.from).range;
  const { line, column } = final.from.range;
  return {
    id: siteId({ file, kind: "container-image", function: "", ordinal: 0 }),
    kind: "container-image",
    library: "docker",
    operation: "build",
    function: "",
    location: { file, ...final.from.range },
    extent: { line, column, endLine: end.endLine, endColumn: end.endColumn },
    ...(started && { target: started.text }),
    mechanisms: imageMechanisms(image),
  };
}

/** What starts nothing is a base for other images, and they say how they run; what runs no Node is another's matter. */
function imageMechanisms({
  build,
  base,
  started,
  parsed: { places },
}: ReadImage): FaultSite<"container-image">["mechanisms"] {
  const history = historyOf(build.final);
  if (!started || !runsNode(base, started, history)) return {};
  const dependencies = productionDependenciesFact(build, places);
  const steps = [...neededStages(build)].flatMap(({ instructions }) => instructions);
  return {
    "non-root": nonRootFact(build, base, started),
    "small-base": smallBaseFact(build.final, base, places),
    "signal-delivery": signalDeliveryFact(started, base, toolVersions(steps)),
    ...(dependencies && { "production-dependencies": dependencies }),
  };
}

interface Step {
  readonly operation: string;
  readonly range: SourceRange;
  readonly target?: string;
  readonly mechanisms: FaultSite<"image-step">["mechanisms"];
}

/** Every place that pulls an image, installs packages or gives a secret away. */
function stepSites(
  file: string,
  build: Build,
  { places }: ParsedDockerfile,
): FaultSite<"image-step">[] {
  const needed = neededStages(build);
  const steps: Step[] = [
    ...pulledImages(build, needed).map(({ instruction, text, fact }) => ({
      operation: instruction.keyword,
      range: placeOf(fact, instruction.range),
      target: text,
      mechanisms: { "pinned-image": fact },
    })),
    ...imageSecrets(build, needed).map(({ instruction, fact }) => ({
      operation: instruction.keyword,
      range: placeOf(fact, instruction.keywordRange),
      mechanisms: { "secret-free": fact },
    })),
    ...installSteps(build, needed, places).map(({ instruction, install, fact }) => ({
      operation: instruction.keyword,
      range: placeOf(fact, instruction.keywordRange),
      target: `${install.manager} ${install.task}`,
      mechanisms: { "locked-install": fact },
    })),
  ];
  const sorted = steps.toSorted(
    ({ range: a }, { range: b }) => a.line - b.line || a.column - b.column,
  );
  return sorted.map(({ operation, range, target, mechanisms }, ordinal) => ({
    id: siteId({ file, kind: "image-step", function: "", ordinal }),
    kind: "image-step",
    library: "docker",
    operation,
    function: "",
    location: { file, ...range },
    extent: range,
    ...(target !== undefined && { target }),
    mechanisms,
  }));
}

function placeOf(fact: Fact, range: SourceRange): SourceRange {
  return fact.state === "absent" && fact.at ? fact.at : range;
}

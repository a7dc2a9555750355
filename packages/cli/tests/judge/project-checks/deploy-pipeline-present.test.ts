import { describe, expect, it } from "vitest";
import { deployPipelinePresent } from "../../../src/judge/project-checks/deploy-pipeline-present.js";
import { reported } from "../../support/served.js";

const workflow = (...steps: readonly string[]) => ({
  ".github/workflows/ci.yml": `name: ci
on: push
jobs:
  all:
    runs-on: ubuntu-latest
    steps:
${steps.map((step) => `      - ${step}\n`).join("")}`,
});

describe("deploy-pipeline-present", () => {
  it.each([
    ["there is none", {}],
    ["it only tests", workflow("run: npm ci", "run: npm test -- ${{ matrix.shard }}")],
  ])("reports a project whose pipeline does not deploy: %s", (_name, tree) => {
    expect(reported(deployPipelinePresent, tree)).toEqual(["judged", "src/main.ts:12"]);
  });

  it.each([
    ["kubectl", workflow("run: kubectl apply -f k8s"), "deploys the service: "],
    ["helm", workflow("run: helm upgrade --atomic s ."), "deploys the service, and rolls back: "],
    ["an action", workflow("uses: aws-actions/amazon-ecs-deploy-task-definition@v2"), "deploys"],
    ["an image", workflow("uses: docker/build-push-action@v6"), "publishes the service's image"],
    ["GitLab", { ".gitlab-ci.yml": "deploy:\n  script:\n    - flyctl deploy\n" }, "deploys"],
  ])("praises %s", (_name, tree, message) => {
    expect(reported(deployPipelinePresent, tree)).toEqual([
      "judged",
      expect.stringContaining(message),
    ]);
  });

  it.each([
    ["a script of its own", workflow("run: ./scripts/deploy.sh")],
    ["a pipeline elsewhere", workflow("uses: org/ci/.github/workflows/all.yml@main")],
    ["a platform", { "fly.toml": "app = 'service'" }],
    ["GitOps", { "argo/app.yaml": "apiVersion: argoproj.io/v1alpha1\nkind: Application\n" }],
  ])("can't tell where %s may deploy", (_name, tree) => {
    expect(reported(deployPipelinePresent, tree)).toEqual(["unknown"]);
  });
});

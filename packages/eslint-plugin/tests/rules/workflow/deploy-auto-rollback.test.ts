import { gitlab, workflow } from "../../harness/pipelines.js";
import { testRule } from "../../harness/test-rule.js";

const SET_IMAGE = "kubectl set image deployment/payments app=registry.example.com/payments:$TAG";
const HELM = "helm upgrade --install payments ./charts/payments --set image.tag=$TAG";

testRule("deploy-auto-rollback", {
  reports: {
    "kubectl set image and no look at it": workflow(SET_IMAGE),
    "kubectl apply of manifests": workflow("kubectl apply -f k8s/deployment.yaml"),
    "kubectl apply of a folder": workflow("kubectl apply -k overlays/production"),
    "helm upgrade without a way back": workflow(HELM),
    "helm upgrade that only waits": workflow(`${HELM} --wait --timeout 5m`),
    "helm upgrade over several lines": workflow(
      "helm upgrade --install payments ./charts/payments \\\n  --namespace live \\\n  --set image.tag=$TAG",
    ),
    "an option that is switched off": workflow(`${HELM} --atomic=false`),
    "a notice after it, which looks at nothing": workflow(`${SET_IMAGE}\necho done`),
    "an expression in the file": workflow("kubectl -n live apply -f k8s/app.yaml").replace(
      "ubuntu-latest",
      "${{ vars.RUNNER }}",
    ),
    "a pipeline of GitLab": gitlab(SET_IMAGE),
  },
  silent: {
    "a look at the rollout": workflow(`${SET_IMAGE}\nkubectl rollout status deployment/payments`),
    "a rollback where it fails": workflow(
      `${SET_IMAGE}\nkubectl rollout status deployment/payments || kubectl rollout undo deployment/payments`,
    ),
    "kubectl wait": workflow(
      "kubectl apply -f k8s/deployment.yaml\nkubectl wait --for=condition=available deployment/payments",
    ),
    "helm upgrade that goes back by itself": workflow(`${HELM} --atomic`),
    "helm 4, where that is called otherwise": workflow(`${HELM} --rollback-on-failure`),
    "a rollback of helm's in another step": `${workflow(HELM)}      - if: failure()
        run: helm rollback payments
`,
    "options that are filled in elsewhere": workflow(`${HELM} $HELM_EXTRA_ARGS`),
    "a script of the project's after it, which may look": workflow(
      `${SET_IMAGE}\n./scripts/verify.sh`,
    ),
    "an action of the project's after it": `${workflow(SET_IMAGE)}      - uses: ./.github/actions/verify
`,
    "a chart that others publish": workflow(
      "helm repo add nginx https://charts.example.com\nhelm upgrade --install ingress nginx/ingress",
    ),
    "a dry run": workflow(`${HELM} --dry-run`),
    "what rolls nothing out": workflow("kubectl apply -f k8s/namespace.yaml"),
    "what comes from elsewhere": workflow("kubectl apply -f https://example.com/crds.yaml"),
    "what is written to standard input": workflow("render | kubectl apply -f -"),
    "a line that is a comment": workflow(`# ${SET_IMAGE}\necho done`),
    "a preview of a proposed change": workflow(SET_IMAGE).replace("push", "pull_request"),
    "a job of end-to-end tests": workflow(SET_IMAGE).replace("  deploy:", "  e2e:"),
    "a cluster that lives as long as the job": workflow(`kind create cluster\n${SET_IMAGE}`),
    "a reusable workflow": `on: push
jobs:
  deploy:
    uses: example/pipelines/.github/workflows/kubectl.yml@v2
`,
    "broken YAML": `${workflow(SET_IMAGE)}   : [`,
  },
});

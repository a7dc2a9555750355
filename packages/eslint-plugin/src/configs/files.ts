/** Server code, whatever its dialect. JSX is left out: a component is judged as browser code. */
export const CODE: readonly string[] = ["**/*.{js,mjs,cjs,ts,mts,cts}"];

/**
 * Where manifests live. Not every YAML file: naming one here makes ESLint lint it, with the
 * user's other rules too.
 */
export const MANIFESTS: readonly string[] = [
  "**/{k8s,kubernetes,kube,kustomize,manifests,*-manifests,deploy,deployment,deployments,helm,charts,infra}/**/*.{yaml,yml}",
  "**/*{deployment,statefulset,daemonset,k8s,kubernetes}*.{yaml,yml}",
];

/** Manifests for somebody's own machine, or for show: nobody is woken by them. */
export const NOT_DEPLOYED: readonly string[] = [
  "**/{dev,local,development,test,tests,fixtures,example,examples,docs}/**",
];

/** Compose files under their usual names. What they are for only their text says. */
export const COMPOSE_FILES: readonly string[] = [
  "**/{docker-compose,compose}.{yaml,yml}",
  "**/{docker-compose,compose}{.,-}*.{yaml,yml}",
  "**/*-compose.{yaml,yml}",
];

/** Where the systems that run pipelines look for them. */
export const PIPELINES: readonly string[] = [
  "**/.github/workflows/*.{yaml,yml}",
  "**/.gitlab-ci.{yaml,yml}",
  "**/.gitlab/**/*.{yaml,yml}",
];

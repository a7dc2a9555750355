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

/** Dockerfiles by the names under which Docker and Podman look for them, and those people keep. */
export const DOCKERFILES: readonly string[] = [
  "**/{Dockerfile,Containerfile,dockerfile,containerfile}",
  "**/{Dockerfile,Containerfile}.*",
  "**/*.{dockerfile,Dockerfile,containerfile,Containerfile}",
];

/**
 * Files about Dockerfiles, templates of them, and Dockerfiles for development, tests or show. The analysis also leaves
 * those alone whose stages or commands say so.
 */
export const NO_DEPLOYED_DOCKERFILES: readonly string[] = [
  "**/*.{dockerignore,md,mdx,txt,json,yaml,yml,toml,js,mjs,cjs,ts,mts,cts,jsx,tsx,go,py,rb,sh,snap}",
  "**/*.{j2,jinja,jinja2,tmpl,tpl,template,hbs,mustache,ejs,erb,liquid,in,m4,njk,gotmpl}",
  "**/*.{dev,development,local,test,tests,e2e,ci,debug,example,sample}",
  "**/*{dev,development,local,test,tests,e2e,ci,debug}.{dockerfile,Dockerfile}",
  "**/{test,tests,__tests__,e2e,fixtures,__fixtures__,example,examples,docs,templates}/**",
  "**/.*/**",
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

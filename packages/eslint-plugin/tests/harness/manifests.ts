/** Parts of a Deployment, each a piece of YAML; what is left out is written the usual way. */
export interface DeploymentParts {
  readonly name?: string;
  /** Keys of `spec` beside the selector and the template. */
  readonly spec?: string;
  /** Keys of the pod's `spec` beside its containers. */
  readonly pod?: string;
  /** Keys of the one container `app`, beside its name and image. */
  readonly container?: string;
  /** More containers, as list items. */
  readonly beside?: string;
}

/** A Deployment of one container that listens and has nothing else. */
export function deployment(parts: DeploymentParts = {}): string {
  const {
    name = "payments",
    spec = "replicas: 3",
    pod = "",
    container = LISTENS,
    beside = "",
  } = parts;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
${indent(spec, 2)}  selector:
    matchLabels: { app: payments }
  template:
    metadata:
      labels: { app: payments }
    spec:
${indent(pod, 6)}      containers:
        - name: app
          image: registry.example.com/payments:1.4.0
${indent(container, 10)}${indent(beside, 8)}`;
}

export const LISTENS = `ports:
  - containerPort: 8080
`;

export const READINESS = `readinessProbe:
  httpGet: { path: /ready, port: 8080 }
`;

export const LIVENESS = `livenessProbe:
  httpGet: { path: /live, port: 8080 }
`;

/** A Service that selects the pods of `deployment()`; add it to the same file. */
export const SERVICE = `---
apiVersion: v1
kind: Service
metadata:
  name: front-door
spec:
  selector: { app: payments }
  ports:
    - port: 80
      targetPort: 8080
`;

function indent(text: string, by: number): string {
  if (text === "") return "";
  return `${text.trimEnd().replace(/^(?=.)/gm, " ".repeat(by))}\n`;
}

import { deployment } from "../../harness/manifests.js";
import { testRule } from "../../harness/test-rule.js";

const RANDOM = "kT9x2Lq8Vw4Zr7Np1Bd6";
const env = (name: string, value: string): string =>
  deployment({ container: `env:\n  - name: ${name}\n    value: ${value}` });

const configMap = (data: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  ${data}
`;

const secret = (data: string): string => `apiVersion: v1
kind: Secret
metadata: { name: database }
${data}
`;

const base64 = (text: string): string => Buffer.from(text).toString("base64");

testRule("k8s-no-inline-secret", {
  reports: {
    "a password in a variable": env("DB_PASSWORD", RANDOM),
    "a URL with a password": env("DATABASE_URL", `postgres://app:${RANDOM}@db:5432/app`),
    "a token in a ConfigMap": configMap(`API_TOKEN: ${RANDOM}`),
    "a password of a Secret, in plain text": secret(`stringData:\n  password: ${RANDOM}`),
    "a password of a Secret, in base64": secret(`data:\n  password: ${base64(RANDOM)}`),
    "a variable in a patch": `apiVersion: apps/v1
kind: Deployment
metadata: { name: payments }
spec: { template: { spec: { containers: [{ name: app, env: [{ name: JWT_SECRET, value: ${RANDOM} }] }] } } }
`,
    "a default that anybody tries, where that is asked for": {
      code: env("POSTGRES_PASSWORD", "postgres"),
      options: [{ guessable: true }],
    },
  },
  silent: {
    "a reference to a Secret": deployment({
      container:
        "env:\n  - name: DB_PASSWORD\n    valueFrom: { secretKeyRef: { name: db, key: password } }",
    }),
    "a default that anybody tries": env("POSTGRES_PASSWORD", "postgres"),
    "a placeholder": env("DB_PASSWORD", "change-me-please"),
    "the name again as a placeholder": env("VENDOR_API_KEY", "VENDOR_API_KEY_9x2Lq8Vw4Zr7Np"),
    "what another tool fills in": env("DB_PASSWORD", '"${DB_PASSWORD}"'),
    "a variable of the pod in a URL": env("DATABASE_URL", '"postgres://app:$(DB_PASSWORD)@db/app"'),
    "a URL without a password": env("DATABASE_URL", "postgres://db:5432/app"),
    "a file that holds it": env("DB_PASSWORD_FILE", "/run/secrets/password"),
    "how long a token lasts": configMap('TOKEN_TTL: "3600"'),
    "a Secret that sops encrypted": secret(
      `data:\n  password: ENC[AES256_GCM,data:q83v,type:str]\nsops:\n  version: 3.9.0`,
    ),
    "a Secret whose value stands in a vault": secret(
      "stringData:\n  password: vault:secret/data/db#password",
    ),
    "an empty Secret that a controller fills": secret("type: Opaque\ndata: {}"),
    "a certificate, which is public": secret(
      `data:\n  tls.crt: ${base64("-----BEGIN CERTIFICATE-----\nMIIB")}`,
    ),
    "a sealed secret": `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: database }
spec: { encryptedData: { password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq } }
`,
    "an external secret": `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: database }
spec: { data: [{ secretKey: password, remoteRef: { key: ${RANDOM} } }] }
`,
    "a Helm template": `${secret(`stringData:\n  password: ${RANDOM}`)}{{- include "extra" . }}\n`,
  },
});

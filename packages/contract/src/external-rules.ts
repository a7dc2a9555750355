import type { CriterionId } from "./criteria/catalogue.js";

/** Another tool whose results a review reads, and what its rules say of our criteria. */
export interface ExternalTool {
  /** As its results name it: the driver of a SARIF run, in small letters. */
  readonly names: readonly string[];
  /** A rule that is not here leaves `otherwise` unmet; one of no criterion's concern is left out of the review. */
  readonly rules: Readonly<Record<string, CriterionId>>;
  /** The criterion of its other rules. Default: they are left out. */
  readonly otherwise?: CriterionId;
}

/**
 * Rules of ESLint plugins by their full name. A plugin's own style is not here, because a review asks what
 * fails in production; nor are rules that report every use of something (`n/no-sync`, `no-secrets`,
 * `security/detect-non-literal-fs-filename`), which prove nothing. Sources: the rule lists of the plugins' documentation.
 */
const ESLINT_RULES: Readonly<Record<string, CriterionId>> = {
  "no-async-promise-executor": "errors-async-handled",
  "no-eval": "security-deserialise",
  "no-implied-eval": "security-deserialise",
  "no-new-func": "security-deserialise",
  "no-unsafe-finally": "errors-not-swallowed",
  "preserve-caught-error": "errors-specific",
  "@typescript-eslint/no-floating-promises": "errors-async-handled",
  "@typescript-eslint/no-misused-promises": "errors-async-handled",
  "@typescript-eslint/strict-void-return": "errors-async-handled",
  "@typescript-eslint/no-implied-eval": "security-deserialise",
  "@typescript-eslint/only-throw-error": "errors-specific",
  "@typescript-eslint/prefer-promise-reject-errors": "errors-specific",
  "@typescript-eslint/use-unknown-in-catch-callback-variable": "errors-specific",
  "boundaries/dependencies": "org-coupling",
  "boundaries/element-types": "org-coupling",
  "boundaries/entry-point": "org-coupling",
  "boundaries/no-private": "org-coupling",
  "import-x/no-cycle": "org-coupling",
  "import-x/no-restricted-paths": "org-coupling",
  "import/no-cycle": "org-coupling",
  "import/no-restricted-paths": "org-coupling",
  "n/handle-callback-err": "errors-not-swallowed",
  "promise/catch-or-return": "errors-async-handled",
  "promise/no-return-in-finally": "errors-not-swallowed",
  "security/detect-eval-with-expression": "security-deserialise",
  "sonarjs/code-eval": "security-deserialise",
  "sonarjs/confidential-information-logging": "security-pii-logs",
  "sonarjs/cors": "security-cors",
  "sonarjs/hardcoded-secret-signatures": "security-secrets",
  "sonarjs/insecure-jwt-token": "security-jwt",
  "sonarjs/no-hardcoded-passwords": "security-secrets",
  "sonarjs/no-hardcoded-secrets": "security-secrets",
  "sonarjs/no-ignored-exceptions": "errors-not-swallowed",
  "sonarjs/no-try-promise": "errors-async-handled",
  "sonarjs/sql-queries": "sql-parameterised",
  "sonarjs/unverified-certificate": "security-tls",
  "sonarjs/unverified-hostname": "security-tls",
};

const CODEQL: ExternalTool = {
  names: ["codeql"],
  otherwise: "security-scan",
  rules: {
    "js/code-injection": "security-deserialise",
    "js/cors-misconfiguration-for-credentials": "security-cors",
    "js/cors-permissive-configuration": "security-cors",
    "js/clear-text-logging": "security-pii-logs",
    "js/disabling-certificate-validation": "security-tls",
    "js/hardcoded-credentials": "security-secrets",
    "js/jwt-missing-verification": "security-jwt",
    "js/missing-rate-limiting": "security-rate-limit",
    "js/path-injection": "security-path",
    "js/request-forgery": "security-ssrf",
    "js/sql-injection": "sql-parameterised",
    "js/unsafe-deserialization": "security-deserialise",
    "js/zipslip": "security-path",
  },
};

const SEMGREP: ExternalTool = {
  names: ["semgrep", "semgrep oss", "semgrep pro", "opengrep"],
  otherwise: "security-scan",
  // By the last part of a rule's name; the parts before it say where its file is.
  rules: {
    "bypass-tls-verification": "security-tls",
    "express-detect-notevil-usage": "security-deserialise",
    "express-jwt-hardcoded-secret": "security-secrets",
    "express-jwt-not-revoked": "security-jwt",
    "express-libxml-vm-noent": "security-deserialise",
    "express-mongo-nosqli": "nosql-injection",
    "express-path-join-resolve-traversal": "security-path",
    "express-puppeteer-injection": "security-ssrf",
    "express-sequelize-injection": "sql-parameterised",
    "express-session-hardcoded-secret": "security-secrets",
    "express-ssrf": "security-ssrf",
    "cors-misconfiguration": "security-cors",
    "hardcoded-hmac-key": "security-secrets",
    "hardcoded-jwt-secret": "security-secrets",
    "jwt-decode-without-verify": "security-jwt",
    "jwt-none-alg": "security-jwt",
    "knex-sqli": "sql-parameterised",
    "mysql-sqli": "sql-parameterised",
    "node-knex-sqli": "sql-parameterised",
    "node-mssql-sqli": "sql-parameterised",
    "node-mysql-sqli": "sql-parameterised",
    "node-postgres-sqli": "sql-parameterised",
    "path-join-resolve-traversal": "security-path",
    "problem-based-packs-insecure-transport-js-node-bypass-tls-verification": "security-tls",
    "third-party-object-deserialization": "security-deserialise",
  },
};

const KUBE_LINTER: ExternalTool = {
  names: ["kube-linter", "kubelinter"],
  rules: {
    "env-var-secret": "security-secrets",
    "hpa-minimum-three-replicas": "autoscaling-bounds",
    "latest-tag": "image-pinned",
    "liveness-port": "probes-complete",
    "minimum-three-replicas": "failure-single-point",
    "no-anti-affinity": "failure-single-point",
    "no-liveness-probe": "probes-complete",
    "no-readiness-probe": "probes-complete",
    "no-rolling-update-strategy": "rollout-gradual",
    "privileged-container": "container-non-root",
    "readiness-port": "probes-complete",
    "run-as-non-root": "container-non-root",
    "startup-port": "probes-complete",
    "unset-cpu-requirements": "resource-limits",
    "unset-memory-requirements": "resource-limits",
  },
};

const KUBE_SCORE: ExternalTool = {
  names: ["kube-score"],
  rules: {
    "container-ephemeral-storage-request-and-limit": "ephemeral-storage",
    "container-image-tag": "image-pinned",
    "container-resources": "resource-limits",
    "container-security-context-privileged": "container-non-root",
    "container-security-context-user-group-id": "container-non-root",
    "deployment-has-host-podantiaffinity": "failure-single-point",
    "deployment-replicas": "failure-single-point",
    "deployment-strategy": "rollout-gradual",
    "horizontalpodautoscaler-replicas": "autoscaling-bounds",
    "pod-probes": "probes-complete",
    "pod-probes-identical": "probes-complete",
    "pod-topology-spread-constraints": "failure-single-point",
    "statefulset-has-host-podantiaffinity": "failure-single-point",
  },
};

const HADOLINT: ExternalTool = {
  names: ["hadolint"],
  rules: {
    DL3002: "container-non-root",
    DL3006: "image-pinned",
    DL3007: "image-pinned",
    DL3025: "graceful-shutdown",
    DL3057: "failure-health-check",
    DL3064: "security-secrets",
  },
};

const SQUAWK: ExternalTool = {
  names: ["squawk"],
  rules: {
    "adding-field-with-default": "migrations-zero-downtime",
    "adding-foreign-key-constraint": "migrations-zero-downtime",
    "adding-not-nullable-field": "migrations-zero-downtime",
    "adding-required-field": "migrations-zero-downtime",
    "adding-serial-primary-key-field": "migrations-zero-downtime",
    "ban-concurrent-index-creation-in-transaction": "migrations-zero-downtime",
    "ban-drop-column": "migrations-zero-downtime",
    "ban-drop-database": "migrations-zero-downtime",
    "ban-drop-table": "migrations-zero-downtime",
    "changing-column-type": "migrations-zero-downtime",
    "constraint-missing-not-valid": "migrations-zero-downtime",
    "disallowed-unique-constraint": "migrations-zero-downtime",
    "renaming-column": "migrations-zero-downtime",
    "renaming-table": "migrations-zero-downtime",
    "require-concurrent-index-creation": "migrations-zero-downtime",
    "require-concurrent-index-deletion": "migrations-zero-downtime",
    "require-lock-timeout": "migrations-zero-downtime",
    "require-timeout-settings": "migrations-zero-downtime",
  },
};

const TRIVY: ExternalTool = {
  names: ["trivy"],
  otherwise: "security-scan",
  // Named with and without the prefix and the dash, as its versions have it: see `ruleName`.
  rules: {
    DS001: "image-pinned",
    DS002: "container-non-root",
    DS026: "failure-health-check",
    DS031: "security-secrets",
    KSV012: "container-non-root",
    KSV013: "image-pinned",
    KSV015: "resource-limits",
    KSV016: "resource-limits",
    KSV017: "container-non-root",
    KSV018: "resource-limits",
    KSV105: "container-non-root",
  },
};

/** Tools that look for secrets and nothing else. */
const SECRET_SCANNERS: ExternalTool = {
  names: ["gitleaks", "secretlint", "trufflehog", "detect-secrets"],
  otherwise: "security-secrets",
  rules: {},
};

/** Tools that look for weaknesses, whose rules have no criterion of their own. */
const SECURITY_SCANNERS: ExternalTool = {
  names: [
    "snyk code",
    "snyk open source",
    "snyk container",
    "njsscan",
    "bearer",
    "checkov",
    "kics",
    "grype",
    "osv-scanner",
    "gosec",
    "bandit",
  ],
  otherwise: "security-scan",
  rules: {},
};

/** Every tool whose results are understood. */
export const EXTERNAL_TOOLS: readonly ExternalTool[] = [
  { names: ["eslint", "oxlint"], rules: ESLINT_RULES },
  CODEQL,
  SEMGREP,
  KUBE_LINTER,
  KUBE_SCORE,
  HADOLINT,
  SQUAWK,
  TRIVY,
  SECRET_SCANNERS,
  SECURITY_SCANNERS,
];

/** A linter of another language, or one nobody here knows. */
const OTHER_TOOL: ExternalTool = { names: [], rules: {}, otherwise: "review-other-languages" };

/** The tool that results name, in any spelling of capitals. */
export function externalTool(name: string): ExternalTool {
  const wanted = name.toLowerCase();
  return EXTERNAL_TOOLS.find(({ names }) => names.includes(wanted)) ?? OTHER_TOOL;
}

/** The criterion that a result of a tool leaves unmet; undefined where no review asks about it. */
export function externalCriterion(
  { rules, otherwise }: ExternalTool,
  rule: string,
): CriterionId | undefined {
  for (const name of [rule, ruleName(rule)]) {
    if (Object.hasOwn(rules, name)) return rules[name];
  }
  return otherwise;
}

/** The name behind a path of dots and behind what a tool's versions put before it: `AVD-KSV-0012` is `KSV012`. */
function ruleName(rule: string): string {
  const vulnerability = /^(?:AVD-)?(DS|KSV)-?0*(\d+)$/.exec(rule);
  const [, kind = "", number = ""] = vulnerability ?? [];
  return vulnerability ? `${kind}${number.padStart(3, "0")}` : (rule.split(".").at(-1) ?? rule);
}

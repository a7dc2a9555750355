import { absent, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { asksWhereAround, isOutsideProduction } from "../flow/asks-where.js";
import { secretSource } from "../flow/secret-source.js";
import { isNetworkCall } from "../flow/network-call.js";
import { valueAt } from "../flow/value-behind.js";
import { allNodes } from "../flow/walk.js";
import type { SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";

const MARKS =
  /\brejectUnauthorized\b|\bcheckServerIdentity\b|\bNODE_TLS_REJECT_UNAUTHORIZED\b|\bsslmode=(?:no-verify|disable)|\bstrictSSL\b|\btlsAllowInvalid\w+|\bsslValidate\b|\btrustServerCertificate\b/;

/** Connections that are encrypted for whoever answers, since the certificate is not checked. */
export function certificateChecks(facts: FileFacts): readonly SiteDraft[] {
  if (!facts.mentions(MARKS)) return [];
  const found = allNodes(facts.source.ast).flatMap((node) => {
    const fact =
      node.type === "Property"
        ? ofOption(facts, node)
        : node.type === "AssignmentExpression"
          ? ofAssignment(facts, node)
          : undefined;
    return fact
      ? [{ node: node.type === "Property" ? node.key : "left" in node ? node.left : node, fact }]
      : [];
  });
  return [...found, ...inAddresses(facts)].map(({ node, fact }): SiteDraft => ({
    kind: "tls-connection",
    library: "javascript",
    operation: "certificate-check",
    node,
    mechanisms: { "certificate-check": fact },
  }));
}

/** Options that say how a certificate is checked, with the value that switches it off. */
const SWITCHED_OFF: Readonly<Record<string, boolean>> = {
  rejectUnauthorized: false,
  strictSSL: false,
  sslValidate: false,
  tlsAllowInvalidCertificates: true,
  tlsAllowInvalidHostnames: true,
  trustServerCertificate: true,
};

const REMEDY = 'ca: fs.readFileSync("ca.pem")';

function ofOption(facts: FileFacts, property: TSESTree.Property): Fact | undefined {
  const name = staticName(property);
  if (name === undefined || property.parent.type !== "ObjectExpression") return undefined;
  const isOff =
    name === "checkServerIdentity"
      ? accepts(facts, property.value)
      : Object.hasOwn(SWITCHED_OFF, name) &&
        constantOf(facts.bindings, property.value)?.value === SWITCHED_OFF[name];
  if (!isOff) return undefined;
  if (isOutsideProduction(facts, property) || !isNetworkCall(facts, property.parent))
    return undefined;
  return absent(
    name === "checkServerIdentity"
      ? "`checkServerIdentity` finds any name right"
      : `\`${name}: ${String(SWITCHED_OFF[name])}\` accepts any certificate`,
    REMEDY,
  );
}

/** A function that returns nothing, or nothing but `undefined`, finds no fault. */
function accepts({ bindings }: FileFacts, value: Node): boolean {
  const check = bindings.functionOf(value);
  if (!check) return false;
  if (check.body.type !== "BlockStatement") {
    const constant = constantOf(bindings, check.body);
    return constant !== undefined && (constant.value === undefined || constant.value === null);
  }
  return check.body.body.every(
    (statement) =>
      statement.type === "ReturnStatement" &&
      (statement.argument === null ||
        (constantOf(bindings, statement.argument)?.value === undefined &&
          statement.argument.type === "Identifier")),
  );
}

/** `process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"`, `agent.options.rejectUnauthorized = false`. */
function ofAssignment(
  facts: FileFacts,
  { left, right }: TSESTree.AssignmentExpression,
): Fact | undefined {
  if (left.type !== "MemberExpression") return undefined;
  const name = staticName(left);
  const value = constantOf(facts.bindings, right)?.value;
  if (asksWhereAround(facts, left) || isCommand(facts)) return undefined;
  if (
    name === "NODE_TLS_REJECT_UNAUTHORIZED" &&
    /\benv$/.test(facts.textOf(unwrap(left.object))) &&
    String(value) === "0"
  ) {
    return absent(
      "`NODE_TLS_REJECT_UNAUTHORIZED` is `0`, which accepts any certificate in every connection of the process",
      "NODE_EXTRA_CA_CERTS=ca.pem",
    );
  }
  const isAgent =
    name === "rejectUnauthorized" &&
    value === false &&
    /^new (?:https\.)?Agent\b|globalAgent/.test(facts.bindings.origin(left.object)?.path ?? "");
  return isAgent
    ? absent("`rejectUnauthorized = false` accepts any certificate", REMEDY)
    : undefined;
}

/** A command has its process for itself: a health check of a container, a migration. */
function isCommand({ source, package: home }: FileFacts): boolean {
  return (
    source.text.startsWith("#!") || (source.path !== undefined && home.isBesideCommand(source.path))
  );
}

/** `postgres://db.internal/app?sslmode=no-verify`. */
function inAddresses(facts: FileFacts): readonly { readonly node: Node; readonly fact: Fact }[] {
  if (!facts.mentions(/sslmode=no-verify/)) return [];
  return facts.nodes.calls.flatMap((call) =>
    facts.project.calls.configurationOf(facts, call).flatMap(({ addresses = [] }) =>
      addresses.flatMap((place) => {
        const value = valueAt(facts, call.arguments, place);
        const source = value && secretSource(value.facts, value.node);
        if (!value || source?.kind !== "literal" || isOutsideProduction(facts, call)) return [];
        if (!/[?&]sslmode=no-verify\b/.test(source.text)) return [];
        const node = value.facts === facts ? value.node : call.callee;
        return [
          {
            node,
            fact: absent(
              "`sslmode=no-verify` accepts any certificate",
              "sslmode=verify-full&sslrootcert=ca.pem",
            ),
          },
        ];
      }),
    ),
  );
}

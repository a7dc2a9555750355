import { issuedKeyIn } from "./issued-key.js";

/** A secret that stands in a configuration file where a reference to one belongs. */
export interface InlineSecret {
  /** A noun phrase without the value: `a password`, `the password of a URL`, `a GitHub token`. */
  readonly what: string;
  /**
   * How much it tells: `issued` has the form of a provider's key, `generated` looks random, `chosen` is some other
   * text, and `guessable` is a default such as `postgres`, which is no secret and worth a report only where it runs.
   */
  readonly nature: "issued" | "generated" | "chosen" | "guessable";
}

/**
 * What the pair of an environment gives away. Undefined where it gives nothing away: the name is no secret's, or the
 * value is empty, a reference, a path, a switch or a placeholder that asks to be replaced.
 */
export function inlineSecret(name: string, value: string): InlineSecret | undefined {
  const inText = secretInText(value);
  if (inText || value.includes("://")) return inText;
  const noun = secretNoun(name);
  if (noun === undefined || !isLiteral(value) || isNoSecret(value, noun)) return undefined;
  return { what: noun, nature: natureOf(value, name) };
}

/** What any text gives away whatever it is called: a provider's key, a URL or connection string with a password. */
export function secretInText(text: string): InlineSecret | undefined {
  const issued = issuedKeyIn(text);
  if (issued !== undefined) return { what: issued, nature: "issued" };
  for (const [, user = "", password = ""] of text.matchAll(CREDENTIALS_OF_URL)) {
    if (isLiteral(password))
      return { what: "the password of a URL", nature: natureOf(password, user) };
  }
  for (const [, password = ""] of text.matchAll(CONNECTION_STRING)) {
    if (isLiteral(password))
      return { what: "the password of a connection string", nature: natureOf(password, "") };
  }
  return undefined;
}

const CREDENTIALS_OF_URL =
  /\b[a-z][a-z\d+.-]{1,30}:\/\/([^\s:/@?#'"]{0,80}):([^\s/@'"]{1,200})@[\w[$.-]/gi;
const CONNECTION_STRING =
  /;\s{0,4}(?:password|pwd|accountkey|sharedaccesskey)\s{0,4}=\s{0,4}([^;\s'"]{1,200})/gi;

/** The noun that the last words of the name stand for: `TOKEN_TTL` is about a token and holds none. */
function secretNoun(name: string): string | undefined {
  const words = wordsOf(name);
  // What a browser or an anonymous visitor is handed is no secret, and a token's salt or hash no token.
  if (words.some((word) => PUBLISHED.has(word))) return undefined;
  const [last = "", before = ""] = [words.at(-1), words.at(-2)];
  if (PASSWORD.test(last)) return words.some((word) => ASKS.has(word)) ? undefined : "a password";
  if (last === "secret" || (last === "base" && before === "key")) return "a secret";
  if (/^(?:auth|access|bearer|api|bot)?token$/.test(last)) return "a token";
  if (/^(?:api|secret|private|access)key$/.test(last)) return "a key";
  const isSecretKey = KEY_OF.has(before) || words.includes("secret");
  return last === "key" && isSecretKey ? "a key" : undefined;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "" && !/^v?\d+$/.test(word));
}

const PASSWORD = /(?:password|passwd|passphrase|^pass|^pwd)$/;
const PUBLISHED = new Set(["public", "publishable", "anon", "csrf", "xsrf", "vite", "expo"]);
/** `ALLOW_EMPTY_PASSWORD`, `REQUIRE_PASSWORD`: switches, whatever they are set to. */
const ASKS = new Set(["allow", "require", "enable", "disable", "use", "no", "skip", "has"]);
const KEY_OF = new Set(
  `api secret private encryption encrypt signing signature master role auth jwt session cookie app account crypto
   cipher hmac admin service`.split(/\s+/),
);

/** Text that is the value itself, and not a way to it or a hint that one belongs here. */
function isLiteral(value: string): boolean {
  const text = value.trim();
  return text !== "" && !REFERENCE.test(text) && !SCHEME.test(text) && !isPlaceholderText(text);
}

const REFERENCE = /\$[\w({$]|\{\{|<%|%[({]?[A-Z_]{2,}|^[<[{].*[>\]}]$|^@|__[A-Z_]+__/;
const SCHEME =
  /^(?:(?:ref\+)?(?:vault|awssm|gcp|op|sm|ssm|aws|kms|azure|keyvault|akeyless|doppler|infisical|env|file|secret|secrets|projects|arn|enc)[:[/]|AQICAH)/i;

function isPlaceholderText(text: string): boolean {
  return (
    /change|replace|your|insert|placeholder|redacted|(?:^|[^a-z])(?:todo|fixme|tbd|dummy|fake|example|sample|same|enter|fill|put|set|add|here|paste|generate|openssl|must|should)(?:[^a-z]|$)|\s|\.\.\./i.test(
      text,
    ) ||
    /^(.)\1*$/.test(text) ||
    /x{4,}|\*{3,}/i.test(text)
  );
}

function isNoSecret(value: string, noun: string): boolean {
  if (
    /^(?:true|false|yes|no|on|off|none|null|nil|undefined|enabled?|disabled?|optional|required)$/i.test(
      value,
    )
  )
    return true;
  // A lifetime or a count; a password may be a number.
  if (noun !== "a password" && /^\d{1,9}(?:ms|[smhd])?$/.test(value)) return true;
  return /^(?:~|\.{1,2})?(?:\/[\w.@-]+)+\/?$|^[A-Z]:\\|\.(?:pem|key|crt|cer|txt|json|env|p12|pfx|jks)$/.test(
    value,
  );
}

const GUESSABLE = new Set(
  `postgres postgresql pg mysql mariadb mongo mongodb redis rabbitmq rabbit minio minioadmin clickhouse elastic elasticsearch
   neo4j grafana keycloak admin administrator root user username guest default password passwd pass passw pwd secret key token
   db database dev development test testing tests local localhost docker app api service server demo my super very not so jwt
   session cookie auth access refresh insecure unsafe weak the a for only in and pw sa strong strongpassword mypassword secretkey
   supersecret mysecret rootpassword qwerty abc letmein welcome hello foo bar baz is this use production prod`.split(
    /\s+/,
  ),
);

function natureOf(value: string, name: string): InlineSecret["nature"] {
  if (isRandom(value)) return "generated";
  const known = new Set(wordsOf(name));
  const isGuessed = (text: string): boolean =>
    text.split(/[^a-z]+/).every((word) => word === "" || GUESSABLE.has(word) || known.has(word));
  const plain = value.toLowerCase();
  return isGuessed(plain) || isGuessed(withoutDisguise(plain)) ? "guessable" : "chosen";
}

/** `p@55w0rd` as it is meant. */
function withoutDisguise(text: string): string {
  return text.replace(/[@04$513!]/g, (sign) => DISGUISES[sign] ?? sign);
}

const DISGUISES: Readonly<Record<string, string>> = {
  "@": "a",
  "0": "o",
  "4": "a",
  $: "s",
  "5": "s",
  "1": "i",
  "3": "e",
  "!": "i",
};

/** Hex, base64 and the like: long, letters and digits mixed, and no words one could read. */
function isRandom(value: string): boolean {
  if (value.length < 16 || !/^[\w+/=.:!@#%^&*~-]+$/.test(value)) return false;
  const digits = value.match(/\d/g)?.length ?? 0;
  const changes = value.match(/[a-z](?=[A-Z\d])|\d(?=[a-z])|[A-Z](?=\d)/gi)?.length ?? 0;
  const isSequence = /0123|1234|abcd|qwer/i.test(value);
  return (
    digits >= 2 && !isSequence && changes >= value.length / 8 && !/[a-z]{9}|(.)\1{3}/.test(value)
  );
}

/** The form in which a provider gives out keys, and what such a key opens. */
export interface KeyFormat {
  readonly name: string;
  /** Matches the whole key. */
  readonly pattern: RegExp;
  /** What else has to hold of a key. */
  readonly isGenuine?: (key: string) => boolean;
}

/** Which texts are worth a closer look; cheap enough for every file. */
export const KEY_MARKS =
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b|\bgh[pousr]_[A-Za-z\d]{36}|github_pat_|glpat-|\b[rs]k_live_|\bxox[abprs]-|hooks\.slack\.com\/services\/|\bAIza[\w-]{35}|T3BlbkFJ|\bsk-ant-|\bSG\.[\w-]{22}\.|\bnpm_[A-Za-z\d]{36}|PRIVATE KEY-----/;

/**
 * Formats that say whose key it is. Test keys (`sk_test_`) and what is public by design are none of them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids,
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/,
 * https://docs.stripe.com/keys, https://api.slack.com/concepts/token-types, https://cloud.google.com/docs/authentication/api-keys
 */
const KEY_FORMATS: readonly KeyFormat[] = [
  { name: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  {
    name: "a GitHub token",
    pattern: /\bgh[pousr]_[A-Za-z\d]{36}(?![A-Za-z\d])/,
    isGenuine: (key) => hasChecksum(key.slice(4)),
  },
  { name: "a GitHub token", pattern: /\bgithub_pat_[A-Za-z\d]{22}_[A-Za-z\d]{59}\b/ },
  { name: "a GitLab token", pattern: /\bglpat-[\w-]{20}(?![\w-])/ },
  { name: "a live Stripe key", pattern: /\b[rs]k_live_[A-Za-z\d]{24,}/ },
  { name: "a Slack token", pattern: /\bxox[abprs]-\d{10,13}-(?:\d{10,13}-)*[A-Za-z\d]{24,}/ },
  {
    name: "a Slack webhook, which lets anybody post",
    pattern: /hooks\.slack\.com\/services\/T[A-Z\d]{8,}\/B[A-Z\d]{8,}\/[A-Za-z\d]{24}/,
  },
  { name: "a Google API key", pattern: /\bAIza[\w-]{35}(?![\w-])/ },
  { name: "an OpenAI key", pattern: /\bsk-[\w-]{20,}T3BlbkFJ[\w-]{20,}/ },
  { name: "an Anthropic key", pattern: /\bsk-ant-(?:api|admin)\d\d-[\w-]{80,}AA\b/ },
  { name: "a SendGrid key", pattern: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/ },
  {
    name: "an npm token",
    pattern: /\bnpm_[A-Za-z\d]{36}(?![A-Za-z\d])/,
    isGenuine: (key) => hasChecksum(key.slice(4)),
  },
  {
    name: "a private key",
    // Line breaks are written as such, or escaped.
    pattern:
      /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\s|\\r|\\n)*[A-Za-z\d+/=]{40}(?:[A-Za-z\d+/=\s]|\\r|\\n){24,}/,
  },
];

/** The format of a key that a text holds, if it is no example. */
export function keyFormatIn(text: string): KeyFormat | undefined {
  return KEY_FORMATS.find(({ pattern, isGenuine }) => {
    const key = pattern.exec(text)?.[0];
    return key !== undefined && !isExample(key) && (isGenuine?.(key) ?? true);
  });
}

/** Keys of documentation, and what stands where a key belongs. */
function isExample(key: string): boolean {
  return (
    /EXAMPLE|example|X{5}|x{5}|0{6}|1234567|\*{3}|\.{3}|abcdef|ABCDEF|placeholder|dummy|fake|your/i.test(
      key,
    ) || new Set(key).size < 9
  );
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The last six signs of a token are the CRC-32 of those before, in base 62. */
function hasChecksum(token: string): boolean {
  const [body, sum] = [token.slice(0, -6), token.slice(-6)];
  let rest = checksumOf(body);
  let digits = "";
  for (let place = 0; place < 6; place++) {
    digits = (DIGITS[rest % 62] ?? "") + digits;
    rest = Math.floor(rest / 62);
  }
  return digits === sum;
}

function checksumOf(text: string): number {
  let sum = ~0;
  for (const byte of Buffer.from(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xed_b8_83_20 : 0);
  }
  return ~sum >>> 0;
}

/** What a provider's key is called, by its form. Forms of keys that are published on purpose are left out. */
const FORMS: readonly (readonly [what: string, form: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----(?:\s|\\n)*[A-Za-z\d+/]{40}/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ["a Stripe live key", /\b[rs]k_live_[A-Za-z\d]{20,}/],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z\d]{36,}|github_pat_[A-Za-z\d]{22}_[A-Za-z\d]{50,})/],
  ["a GitLab token", /\bglpat-[\w-]{20,}/],
  ["a Slack token", /\bxox[abprs]-\d{8,}-[A-Za-z\d-]{20,}/],
  ["a Slack webhook", /hooks\.slack\.com\/services\/T[A-Z\d]{8,}\/B[A-Z\d]{8,}\/[A-Za-z\d]{24}/],
  ["an OpenAI key", /\bsk-(?:proj-|svcacct-)?[\w-]{20,}T3BlbkFJ[\w-]{20,}/],
  ["an Anthropic key", /\bsk-ant-[a-z]+\d\d-[\w-]{80,}/],
  ["a SendGrid key", /\bSG\.[\w-]{22}\.[\w-]{43}\b/],
  ["a Mailgun key", /\bkey-[a-f\d]{32}\b/],
  ["an npm token", /\bnpm_[A-Za-z\d]{36}\b/],
  ["a Docker Hub token", /\bdckr_(?:pat|oat)_[\w-]{27,}/],
  ["a DigitalOcean token", /\bdo[op]_v1_[a-f\d]{64}\b/],
  ["a Shopify token", /\bshp(?:at|ca|pa|ss)_[a-f\d]{32}\b/],
  ["a Telegram bot token", /\b\d{8,10}:AA[\w-]{33}\b/],
  ["a Hugging Face token", /\bhf_[A-Za-z]{34}\b/],
  ["a Vault token", /\bhvs\.[\w-]{90,}/],
  ["a Linear key", /\blin_api_[A-Za-z\d]{40}\b/],
];

/** The provider's key that stands in the text, as a noun phrase; keys of documentation count for nothing. */
export function issuedKeyIn(text: string): string | undefined {
  const found = FORMS.find(([, form]) => {
    const [key] = form.exec(text) ?? [];
    return key !== undefined && !/example|x{6}|0{8}|1234567|abcdef0?1|(.)\1{7}/i.test(key);
  });
  return found?.[0];
}

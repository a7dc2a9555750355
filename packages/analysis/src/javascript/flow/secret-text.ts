/** What stands where a password or key belongs, in samples and for services that ask for none. */
const PLACEHOLDER =
  /^(?:<.*>|\[.*\]|\{.*\}|%.*%|[x*.\-_]+|(?:your|my|some|the|insert|enter|replace|put|add)[-_ ].*|.*(?:change|replace)[-_ ]?(?:me|this).*|.*placeholder.*|.*example.*|todo.*|none|null|undefined|anonymous|guest|dummy.*|fake.*|unused|empty|n\/?a|no[-_ ]?(?:key|auth).*|not[-_ ]?(?:needed|required|used).*|ollama|lm-studio)$/i;

/** True for what opens nothing. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}

/** True for the text of a key or token that somebody gives out: long, and no words. */
export function isKeyLike(text: string): boolean {
  const key = text.replace(/^(?:Bearer|Basic|Token|Bot|ApiKey)\s+/i, "");
  return key.length >= 12 && /\d/.test(key) && !/\s/.test(key) && !isPlaceholder(key);
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal)$/i;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** The password in an address, with the host that it is for. */
export function passwordIn(
  address: string,
): { readonly password: string; readonly host: string } | undefined {
  const found = /^[a-z][a-z\d+.-]*:\/\/[^:/@\s]*:([^@/\s]+)@([^/:?,\s]+)/i.exec(address);
  const [, password, host] = found ?? [];
  if (password === undefined || host === undefined) return undefined;
  const isSample =
    isPlaceholder(password) ||
    /^(?:pass(?:word)?|secret|pwd)$/i.test(password) ||
    /^(?:host(?:name)?|server|.*\bexample\.(?:com|org|net))$/i.test(host);
  return isSample ? undefined : { password, host };
}

/** Linux assigns ports from 32768 on, every other system from 49152 on. */
const FIRST_EPHEMERAL_PORT = 32_768;

/** The unspecified address is among them: a server reports it as its own, and calls to it stay on the machine. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;

/** True for an origin on this machine. */
export function isLoopback(origin: string): boolean {
  const url = parse(origin);
  return url !== undefined && LOOPBACK.test(url.hostname);
}

/** The origin in one spelling; unchanged where it is none. */
export function originOf(origin: string): string {
  return parse(origin)?.origin ?? origin;
}

/** The port of an origin, with the scheme's own where none is written. */
export function portOf(origin: string): string | undefined {
  const url = parse(origin);
  if (!url) return undefined;
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

/** The origin to report: a port that the system chose says nothing and differs from run to run. */
export function stableOrigin(origin: string): string {
  const url = parse(origin);
  if (!url) return origin;
  const isChosenBySystem = LOOPBACK.test(url.hostname) && Number(url.port) >= FIRST_EPHEMERAL_PORT;
  return isChosenBySystem ? `${url.protocol}//127.0.0.1` : url.origin;
}

function parse(origin: string): URL | undefined {
  return URL.canParse(origin) ? new URL(origin) : undefined;
}

/** Code on the page about settings, with how many reports a rule has on it. */
export interface SettingsSample {
  readonly line: number;
  readonly settings: object;
  readonly rule: string;
  readonly code: string;
  readonly with: number;
  readonly without: number;
}

/** Fenced samples, ```` ```ts require-timeout with=1 without=0 ````, each with the settings shown last before it. */
export function settingsPage(page: string): readonly SettingsSample[] {
  const fences = page.matchAll(
    /^```(jsonc?|ts)(?: (\S+) with=(\d) without=(\d))?\n([\s\S]*?)^```$/gm,
  );
  let settings: object = {};
  const samples: SettingsSample[] = [];
  for (const { 1: language, 2: rule, 3: some, 4: none, 5: code = "", index } of fences) {
    // Sound: the page shows settings only as objects.
    if (language === "json") settings = JSON.parse(code) as object;
    if (language !== "ts" || rule === undefined) continue;
    const line = page.slice(0, index).split("\n").length;
    samples.push({ line, settings, rule, code, with: Number(some), without: Number(none) });
  }
  return samples;
}

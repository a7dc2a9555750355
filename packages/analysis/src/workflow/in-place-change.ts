import type { Step } from "./pipeline.js";
import { commandsOf } from "./shell-commands.js";

/** What a step does to a server it has logged in to. */
export interface InPlaceChange {
  /** `git pull and pm2 restart`. */
  readonly what: string;
  /** The first line of the script that does it. */
  readonly head: string;
}

const SSH_ACTION =
  /^(?:appleboy\/ssh-action|fifsky\/ssh-action|garygrossgarten\/github-action-ssh|cross-the-world\/(?:ssh-pipeline|ssh-scp-ssh-pipelines)|D3rHase\/ssh-command-action|nicklasfrahm\/scp-action)@/i;

/** Undefined where a step changes no server, or leaves to a script of the server what it does. */
export function inPlaceChange(step: Step): InPlaceChange | undefined {
  const remote = remoteScript(step);
  if (remote === undefined || hasWayBack(remote)) return undefined;
  const changes = commandsOf(remote).flatMap(({ words, head }) => {
    const what = changeOf(words.join(" "));
    return what === undefined ? [] : [{ what, head }];
  });
  const [first] = changes;
  // To fetch what is never started is no deployment.
  if (!first || !changes.some(({ what }) => RESTART.test(what))) return undefined;
  const names = [...new Set(changes.map(({ what }) => what))];
  return { what: names.slice(0, 3).join(", then "), head: first.head };
}

function remoteScript({ action, script }: Step): string | undefined {
  if (action !== undefined) return SSH_ACTION.test(action) ? script : undefined;
  const [, , here] =
    /(?:^|[\s;&|])ssh\s[^\n]*<<-?\s*(["']?)\w+\1[^\n]*\n([\s\S]*)/.exec(script) ?? [];
  if (here !== undefined) return here;
  const [, words = ""] = SSH_COMMAND.exec(script) ?? [];
  // The host may be quoted too; what is run there has words.
  const texts = [...words.matchAll(/"([^"]*)"|'([^']*)'/g)].map(
    ([, double, single]) => double ?? single ?? "",
  );
  return texts.find((text) => /\S\s+\S/.test(text));
}

const SSH_COMMAND = /(?:^|[\s;&|])ssh\s((?:"[^"]*"|'[^']*'|\\\r?\n|[^\n"'<;&|])*)/;

/** Releases side by side and a switch between them, or a script that speaks of going back. */
function hasWayBack(script: string): boolean {
  return /roll-?back|\bprevious\b|\bln -s\w*|\bcurrent\b.*releases|releases\/|\bstack deploy\b|\bdocker service update\b|\bkubectl\b|\bhelm\b|\bdokku\b|\bkamal\b/i.test(
    script,
  );
}

const CHANGES: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^git (?:-C \S+ )?(?:pull|fetch|reset|checkout)\b/, "git pull"],
  [
    /^(?:npm (?:ci|i|install)|yarn(?: install)?|pnpm (?:i|install)|bun install)(?: -|$)/,
    "an install",
  ],
  [/^(?:npm|yarn|pnpm|bun)(?: run)? build\b/, "a build"],
  [/^docker[ -]compose\b.*\b(?:up|restart)\b/, "docker compose up"],
  [/^docker (?:run|restart)\b/, "docker run"],
  [/^(?:npx )?pm2 (?:restart|reload|start|startOrRestart|startOrReload|deploy)\b/, "pm2 restart"],
  [/^systemctl (?:--user )?(?:restart|reload|start)\b/, "systemctl restart"],
  [/^service \S+ (?:restart|reload|start)\b/, "service restart"],
  [/^(?:supervisorctl|forever|passenger-config) restart/, "a restart"],
];
const RESTART = /docker|restart/;

function changeOf(command: string): string | undefined {
  return CHANGES.find(([pattern]) => pattern.test(command))?.[1];
}

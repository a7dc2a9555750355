import { absent, present, unknown, type Fact } from "@faultline/contract";
import { attemptLimit, attemptsOf, retry } from "../kinds/retry.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** axios-retry 4.5 (`dist/cjs/index.js`, `DEFAULT_OPTIONS`): 3 retries at once, of requests that may be repeated. */
function install(call: LibraryCall) {
  const retries = call.option(1, "retries");
  return retry(call, {
    work: undefined,
    attempts: attemptsOf(retries, 3, 1),
    mechanisms: {
      ...delay(call),
      "attempt-limit": attemptLimit("retries", retries),
      repeatable:
        call.option(1, "retryCondition").state === "absent"
          ? present("only requests that may be repeated are")
          : unknown("`retryCondition` selects what is repeated"),
      selective: present("only errors of the network and of the server are repeated"),
    },
  });
}

function delay(call: LibraryCall): { readonly backoff: Fact; readonly jitter?: Fact } {
  const option = call.option(1, "retryDelay");
  if (option.state === "absent")
    return {
      backoff: absent(
        "axios-retry repeats at once, unless the server says `Retry-After`",
        "retryDelay: axiosRetry.exponentialDelay",
      ),
    };
  const way = option.state === "given" ? call.facts.bindings.origin(option.node)?.path : undefined;
  if (way === "exponentialDelay")
    return { backoff: present("the pause doubles"), jitter: present("the pause is random") };
  if (way?.startsWith("linearDelay"))
    return {
      backoff: present("the pause grows"),
      jitter: absent(
        "clients that failed together retry together",
        "retryDelay: axiosRetry.exponentialDelay",
      ),
    };
  return { backoff: unknown("`retryDelay` works it out") };
}

export const axiosRetry: Library = defineLibrary({
  packages: ["axios-retry"],
  docs: "https://github.com/softonic/axios-retry#options",
  sites: { "()": install },
});

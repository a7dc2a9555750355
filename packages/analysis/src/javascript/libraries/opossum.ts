import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { OptionValue } from "../bindings/read-option.js";
import { escapes } from "../flow/escapes.js";
import { circuitBreaker } from "../kinds/circuit-breaker.js";
import { countLimit, optionAtCreation } from "../kinds/wrapping.js";
import { defineLibrary, type Library, type LibraryCall, type Wrapping } from "../recogniser.js";

/** opossum 9 and 10 (`lib/circuit.js`): a limit of 10 s a call, open from half of the calls failing, `volumeThreshold` 0. */
function breaker(call: LibraryCall) {
  return circuitBreaker(call, ["fire", "call"], {
    timeout: timeout(call.option(1, "timeout")),
    threshold: threshold(call.option(1, "volumeThreshold")),
    fallback: fallback(call),
  });
}

function timeout(option: OptionValue): Fact {
  if (option.state === "unknown") return unknown("`timeout` can't be read here");
  const isOff = option.state === "constant" && (option.value === false || option.value === 0);
  return isOff
    ? absent(
        "`timeout` is switched off, and a call that hangs is no failure to it",
        "timeout: 3_000",
      )
    : present("each call is limited");
}

function threshold(option: OptionValue): Fact {
  if (option.state === "unknown" || option.state === "given")
    return unknown("`volumeThreshold` can't be read here");
  return option.state === "constant" && option.value !== 0
    ? present("some calls must have been made")
    : absent("`volumeThreshold` is 0, so that one failed call opens it", "volumeThreshold: 10");
}

function fallback(call: LibraryCall): Fact {
  if (call.facts.callsOn(call.node, "fallback").length > 0) return present("a fallback is set");
  return escapes(call.facts.bindings, call.node)
    ? unknown("it is handed on, and a fallback may be set elsewhere")
    : absent("nothing answers while it is open", "breaker.fallback(() => cached)");
}

/** What breaks off what is too much has nothing wait for its turn. */
const IN_TURN = "`pLimit(10)` around the callback";

/** The function that a breaker is made with. */
function action(call: LibraryCall): Wrapping {
  return wrapping(call.option(1, "timeout"), call.option(1, "capacity"));
}

/** What `fire` is handed goes to that function, which runs it: `new CircuitBreaker((work) => work())`. */
function fired(call: LibraryCall): Wrapping {
  return wrapping(optionAtCreation(call, "timeout", 1), optionAtCreation(call, "capacity", 1));
}

/**
 * No caller waits longer than `timeout`, and what `capacity` has no room for is turned away; there is room for all by
 * default. A breaker without a time limit is reported itself, and what it runs is not told the same.
 */
function wrapping(timeLimit: OptionValue, capacity: OptionValue): Wrapping {
  const limit = timeout(timeLimit);
  return {
    timeLimit: limit.state === "absent" ? unknown("its breaker is judged") : limit,
    concurrencyLimit: countLimit("capacity", capacity, IN_TURN),
  };
}

export const opossum: Library = defineLibrary({
  packages: ["opossum"],
  docs: "https://nodeshift.dev/opossum/#circuitbreaker",
  sites: { "new ": breaker },
  wrappers: { "new ": action, "new .fire()": fired, "new .call()": fired },
});

import { emitter } from "../kinds/emitter.js";
import { pipePlace } from "../kinds/pipe-place.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** A stream whose `error` nobody hears throws it (nodejs.org/api/stream.html, "Event: 'error'"). */
function readable(call: LibraryCall): DraftOf<"emitter"> {
  return emitter(
    call,
    {
      without:
        "`pipe` hands on data but no errors, and a file that is missing or can't be read ends the process",
      isShortLived: true,
    },
    pipePlace(call),
  );
}

function writable(call: LibraryCall): DraftOf<"emitter"> {
  return emitter(call, {
    without:
      "a full disk or a folder that is missing is told by the `error` event only, which ends the process without a listener",
    isShortLived: true,
  });
}

export const nodeStreams: Library = defineLibrary({
  packages: ["node:fs"],
  docs: "https://nodejs.org/api/stream.html#event-error_1",
  aliases: {
    "new ReadStream": "createReadStream()",
    "new WriteStream": "createWriteStream()",
  },
  sites: {
    "createReadStream()": readable,
    "createWriteStream()": writable,
  },
});

import { pipePlace } from "../kinds/pipe-place.js";
import { emitter } from "../kinds/emitter.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** A worker's failure is emitted by the stream (jszip 3.10, `lib/nodejs/NodejsStreamOutputAdapter.js`). */
function stream(call: LibraryCall): DraftOf<"emitter"> {
  return emitter(
    call,
    {
      without:
        "`pipe` hands on data but no errors, and an entry that can't be read ends the process",
      isShortLived: true,
    },
    pipePlace(call),
  );
}

export const jszip: Library = defineLibrary({
  packages: ["jszip"],
  docs: "https://stuk.github.io/jszip/documentation/api_jszip/generate_node_stream.html",
  aliases: { "": "JSZip", "new ": "new JSZip", "()": "new JSZip", "loadAsync()": "new JSZip" },
  sites: { "new JSZip.generateNodeStream()": stream },
});

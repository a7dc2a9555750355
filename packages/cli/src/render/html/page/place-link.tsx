import type { Place } from "./file-dialog.js";

/** A place that opens its file at the line. */
export function PlaceLink({ file, line, open }: Place & { readonly open: (place: Place) => void }) {
  return (
    <button
      type="button"
      class="place"
      onClick={() => {
        open({ file, line });
      }}
    >
      {file}:{line}
    </button>
  );
}

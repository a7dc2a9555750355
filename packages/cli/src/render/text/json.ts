/**
 * A value as indented JSON with a newline at its end. JSON leaves C1 control characters, marks that
 * reorder text and line separators as they are; written as escapes they mean the same to a parser
 * and nothing to a terminal.
 */
export function visibleJson(value: unknown): string {
  return `${escapeInvisible(JSON.stringify(value, null, 2))}\n`;
}

/** JSON for a `<script>` element: nothing in it can end the element or begin a comment. */
export function scriptJson(value: unknown): string {
  return escapeInvisible(JSON.stringify(value)).replace(/[<>&]/g, unicodeEscape);
}

function escapeInvisible(json: string): string {
  return json.replace(
    /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    unicodeEscape,
  );
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** What j and k step through: the cards of the findings, in the order of the page. */
const STEP = "[data-step]";

/**
 * `/` goes to the search, Esc leaves and empties it, j and k go to the next and the previous
 * finding. Typing in a field stays typing, and an open dialog has its own keys.
 */
export function useShortcuts(search: RefObject<HTMLInputElement | null>, clear: () => void): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]") || event.defaultPrevented) return;
      const isTyping =
        event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === "Escape" && event.target === search.current) {
        clear();
        search.current?.blur();
      } else if (isTyping) {
        return;
      } else if (event.key === "/") {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === "j") {
        step(1);
      } else if (event.key === "k") {
        step(-1);
      }
    };
    document.addEventListener("keydown", handle);
    return () => {
      document.removeEventListener("keydown", handle);
    };
  }, [search, clear]);
}

function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(STEP)];
  const current = all.findIndex((element) => element.contains(document.activeElement));
  const next = current === -1 ? (by === 1 ? 0 : all.length - 1) : current + by;
  all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
}

import type { RefObject } from "preact";
import { ThemeSwitch } from "./theme-switch.js";

/** What stays in view: where to go, what to look for, and the theme. */
export function Bar({
  sections,
  query,
  setQuery,
  search,
}: {
  readonly sections: readonly (readonly [id: string, name: string])[];
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly search: RefObject<HTMLInputElement | null>;
}) {
  return (
    <header class="bar">
      <a class="brand" href="#verdict">
        <span class="brand-mark" aria-hidden="true" />
        Faultline
      </a>
      <nav aria-label="Sections">
        {sections.map(([id, name]) => (
          <a key={id} href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
      <label class="search">
        <span class="visually-hidden">Search findings and sites</span>
        <input
          ref={search}
          type="search"
          placeholder="Search"
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <ThemeSwitch />
    </header>
  );
}

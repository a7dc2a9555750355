import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Rows beyond the edges, so that a fast scroll shows no gap. */
const BEYOND = 6;

/**
 * A list of any length of which only the rows in view exist. It is one stop in the tab order: arrow
 * keys, j and k, Page, Home and End move in it, Enter chooses.
 */
export function VirtualList<Item>({
  label,
  items,
  rowHeight,
  row,
  choose,
}: {
  readonly label: string;
  readonly items: readonly Item[];
  /** In pixels; every row is as high. */
  readonly rowHeight: number;
  readonly row: (item: Item) => ComponentChildren;
  readonly choose: (item: Item) => void;
}) {
  const { list, first, last, inView, setTop } = useWindow(items.length, rowHeight);
  const { active, setActive, move } = useActive(items, rowHeight, list);
  const handleKey = (event: KeyboardEvent): void => {
    const target = targetOf(event.key, active, inView, items.length);
    const item = items[active];
    if (target !== undefined) move(target);
    else if (event.key === "Enter" && item !== undefined) choose(item);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      class="virtual"
      role="listbox"
      aria-label={label}
      aria-activedescendant={active >= first && active < last ? rowId(active) : undefined}
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        setTop(currentTarget.scrollTop);
      }}
      onKeyDown={handleKey}
    >
      <div
        class="virtual-room"
        style={{ height: pixels(items.length * rowHeight) }}
        role="presentation"
      >
        {items.slice(first, last).map((item, offset) => (
          <Row
            key={first + offset}
            {...{ index: first + offset, length: items.length, active, rowHeight }}
            choose={() => {
              setActive(first + offset);
              choose(item);
            }}
          >
            {row(item)}
          </Row>
        ))}
      </div>
    </div>
  );
}

function Row({
  index,
  length,
  active,
  rowHeight,
  choose,
  children,
}: {
  readonly index: number;
  readonly length: number;
  readonly active: number;
  readonly rowHeight: number;
  readonly choose: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <div
      id={rowId(index)}
      class="virtual-row"
      role="option"
      aria-selected={index === active}
      aria-setsize={length}
      aria-posinset={index + 1}
      style={{ top: pixels(index * rowHeight), height: pixels(rowHeight) }}
      onClick={choose}
    >
      {children}
    </div>
  );
}

/** Which rows are to exist, by how far the list is scrolled and how high it is. */
function useWindow(length: number, rowHeight: number) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    if (list.current) setHeight(list.current.clientHeight);
  }, []);
  const inView = Math.ceil(height / rowHeight);
  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  return { list, first, last: Math.min(length, first + inView + 2 * BEYOND), inView, setTop };
}

/** Which row the keys are at; the first one of every new list. */
function useActive(
  items: readonly unknown[],
  rowHeight: number,
  list: { readonly current: HTMLElement | null },
) {
  const [active, setActive] = useState(0);
  useEffect(() => {
    setActive(0);
    list.current?.scrollTo({ top: 0 });
  }, [items, list]);
  const move = (to: number): void => {
    const next = Math.min(Math.max(to, 0), items.length - 1);
    setActive(next);
    scrollIntoView(list.current, next * rowHeight, rowHeight);
  };
  return { active, setActive, move };
}

function targetOf(key: string, active: number, page: number, length: number): number | undefined {
  switch (key) {
    case "ArrowDown":
    case "j":
      return active + 1;
    case "ArrowUp":
    case "k":
      return active - 1;
    case "PageDown":
      return active + page;
    case "PageUp":
      return active - page;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return undefined;
  }
}

function scrollIntoView(list: HTMLElement | null, top: number, rowHeight: number): void {
  if (!list) return;
  if (top < list.scrollTop) {
    list.scrollTo({ top, behavior: "instant" });
  } else if (top + rowHeight > list.scrollTop + list.clientHeight) {
    list.scrollTo({ top: top + rowHeight - list.clientHeight, behavior: "instant" });
  }
}

function rowId(index: number): string {
  return `row-${String(index)}`;
}

function pixels(length: number): string {
  return `${String(length)}px`;
}

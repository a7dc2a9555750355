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
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(480);
  const [active, setActive] = useState(0);
  useEffect(() => {
    setActive(0);
    list.current?.scrollTo({ top: 0 });
  }, [items]);
  useLayoutEffect(() => {
    if (list.current) setHeight(list.current.clientHeight);
  }, []);

  const rowsInView = Math.ceil(height / rowHeight);
  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  const last = Math.min(items.length, first + rowsInView + 2 * BEYOND);
  const move = (to: number): void => {
    const next = Math.min(Math.max(to, 0), items.length - 1);
    setActive(next);
    scrollIntoView(list.current, next * rowHeight, rowHeight);
  };
  const handleKey = (event: KeyboardEvent): void => {
    const target = targetOf(event.key, active, rowsInView, items.length);
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
      aria-activedescendant={active >= first && active < last ? `row-${String(active)}` : undefined}
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        setTop(currentTarget.scrollTop);
      }}
      onKeyDown={handleKey}
    >
      <div
        class="virtual-room"
        style={{ height: `${String(items.length * rowHeight)}px` }}
        role="presentation"
      >
        {items.slice(first, last).map((item, offset) => {
          const index = first + offset;
          return (
            <div
              key={index}
              id={`row-${String(index)}`}
              class="virtual-row"
              role="option"
              aria-selected={index === active}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ top: `${String(index * rowHeight)}px`, height: `${String(rowHeight)}px` }}
              onClick={() => {
                setActive(index);
                choose(item);
              }}
            >
              {row(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
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
  if (top < list.scrollTop) list.scrollTo({ top });
  else if (top + rowHeight > list.scrollTop + list.clientHeight) {
    list.scrollTo({ top: top + rowHeight - list.clientHeight });
  }
}

const AROUND = 3;

/** The lines around a finding, its own marked. */
export function Excerpt({
  lines,
  line,
}: {
  readonly lines: readonly string[];
  readonly line: number;
}) {
  if (line > lines.length) return null;
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  return (
    <pre class="code" tabIndex={0} role="region" aria-label={`Source around line ${String(line)}`}>
      {shown.map((text, index) => {
        const number = first + index;
        return (
          <span key={number} class={number === line ? "line here" : "line"}>
            <span class="number">{number}</span>
            {text}
            {"\n"}
          </span>
        );
      })}
    </pre>
  );
}

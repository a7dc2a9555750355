/** A unified diff, a line each; what a colour says the sign at its beginning says too. */
export function Diff({ text }: { readonly text: string }) {
  return (
    <pre class="code diff" tabIndex={0} role="region" aria-label="Suggested diff">
      {text
        .trimEnd()
        .split("\n")
        .map((line, index) => (
          <span key={index} class={kindOf(line)}>
            {line}
            {"\n"}
          </span>
        ))}
    </pre>
  );
}

function kindOf(line: string): string {
  if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("@@")) return "hunk";
  if (line.startsWith("+")) return "added";
  if (line.startsWith("-")) return "removed";
  return "same";
}

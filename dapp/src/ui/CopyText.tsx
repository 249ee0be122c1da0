import { shortHex } from "../format/shortHex.ts";
import { Icon } from "./Icon.tsx";
import { useCopied } from "./useCopied.ts";

/** A long value (digest, address, transaction) shown short; a click copies the whole. `label` says what it is; its name has what is seen (WCAG 2.5.3). */
export function CopyText({
  value,
  label,
  head = 6,
  tail = 4,
}: {
  value: string;
  label: string;
  head?: number;
  tail?: number;
}) {
  // Without clipboard permission the full value is still in the title.
  const [isCopied, copy] = useCopied();
  return (
    <button type="button" className="copy" title={value} onClick={() => copy(value)}>
      <span className="visually-hidden">Copy {label} </span>
      {shortHex(value, head, tail)}
      <Icon name={isCopied ? "check" : "copy"} />
      <span className="visually-hidden" aria-live="polite">
        {isCopied ? "Copied" : ""}
      </span>
    </button>
  );
}

import { useEffect, useState } from "react";
import { shortHex } from "../format/shortHex.ts";
import { Icon } from "./Icon.tsx";

const SHOWN_MILLIS = 1_500;

/** A long value (digest, address, transaction) shown short; a click copies the whole. `label` says what it is. */
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
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    // Without clipboard permission the full value is still in the title.
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <button type="button" className="copy" title={value} onClick={copy} aria-label={`Copy ${label} ${value}`}>
      {shortHex(value, head, tail)}
      <Icon name={isCopied ? "check" : "copy"} />
      <span className="visually-hidden" aria-live="polite">
        {isCopied ? "Copied" : ""}
      </span>
    </button>
  );
}

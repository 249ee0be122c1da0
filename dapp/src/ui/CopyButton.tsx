import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { useCopied } from "./useCopied.ts";

/** A button that copies a text which is shown elsewhere or too long to be. */
export function CopyButton({ value, children }: { value: string; children: string }) {
  const [isCopied, copy] = useCopied();
  return (
    <Button isSmall onClick={() => copy(value)}>
      <Icon name={isCopied ? "check" : "copy"} />
      {children}
      <span className="visually-hidden" aria-live="polite">
        {isCopied ? "Copied" : ""}
      </span>
    </Button>
  );
}

import { toSymbolonError } from "../errors/toSymbolonError.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";

/** Any failure as what happened, what to do, and its code; with a retry button where one is given. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { code, message, todo } = toSymbolonError(error);
  return (
    <Notice
      tone="bad"
      title={message.slice(code.length + 1)}
      actions={
        onRetry === undefined ? undefined : (
          <Button isSmall onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {todo} <span className="mono quiet">{code}</span>
    </Notice>
  );
}

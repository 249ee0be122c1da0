import { useEffect, useRef } from "react";
import { useBlocker } from "react-router";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";

/** Asks before the page is left while `isActive`; `text` says what would be lost. Steps of the same page are no leaving. The question takes the focus, as it may stand far from the link that was pressed. */
export function LeaveGuard({ isActive, text }: { isActive: boolean; text: string }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isActive && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isActive) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isActive]);
  const question = useRef<HTMLElement>(null);
  const isAsking = blocker.state === "blocked";
  useEffect(() => {
    if (isAsking) question.current?.focus();
  }, [isAsking]);
  if (blocker.state !== "blocked") return null;
  return (
    <section ref={question} tabIndex={-1} aria-label="Leave this page?">
      <Notice
        tone="warn"
        title="Leave this page?"
        actions={
          <>
            <Button isSmall look="primary" onClick={blocker.reset}>
              Stay here
            </Button>
            <Button isSmall onClick={blocker.proceed}>
              Leave
            </Button>
          </>
        }
      >
        {text}
      </Notice>
    </section>
  );
}

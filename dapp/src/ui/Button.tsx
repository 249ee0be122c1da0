import type { ComponentProps } from "react";

/** Looks of a button or of a link that acts as one. */
export type ButtonLook = "primary" | "plain" | "quiet";

/** Class names for a button look, also for links. */
export function buttonClass(look: ButtonLook = "plain", extra = ""): string {
  return ["button", look === "plain" ? "" : `button--${look}`, extra].filter(Boolean).join(" ");
}

/** A button; while `isBusy` it shows a spinner, says so to assistive technology, and does not take a second click. */
export function Button({
  look = "plain",
  isSmall = false,
  isWide = false,
  isBusy = false,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "className"> & {
  look?: ButtonLook;
  isSmall?: boolean;
  isWide?: boolean;
  isBusy?: boolean;
}) {
  const extra = [isSmall ? "button--small" : "", isWide ? "button--wide" : ""].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(look, extra)}
      disabled={rest.disabled || isBusy}
      aria-busy={isBusy}
    >
      {isBusy ? <span className="spinner" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

import type { ReactNode } from "react";

/** Tone of a badge or notice. */
export type Tone = "neutral" | "good" | "warn" | "bad" | "accent";

/** A short state word with a dot; `isLive` lets the dot breathe while something is going on. */
export function Badge({
  tone = "neutral",
  isLive = false,
  isPlain = false,
  children,
}: {
  tone?: Tone;
  isLive?: boolean;
  isPlain?: boolean;
  children: ReactNode;
}) {
  const classes = ["badge", `badge--${tone}`, isLive ? "badge--live" : "", isPlain ? "badge--plain" : ""];
  return <span className={classes.filter(Boolean).join(" ")}>{children}</span>;
}

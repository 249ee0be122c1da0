import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

const ICONS = { info: "info", good: "check", warn: "warn", bad: "warn" } as const satisfies Record<
  string,
  IconName
>;

/** A boxed message. Bad ones are announced at once, others when the reader is idle. */
export function Notice({
  tone = "info",
  title,
  children,
  actions,
}: {
  tone?: keyof typeof ICONS;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={`notice notice--${tone}`} role={tone === "bad" ? "alert" : "status"}>
      <Icon name={ICONS[tone]} />
      <div className="notice__body">
        {title === undefined ? null : <p className="notice__title">{title}</p>}
        {children === undefined ? null : <div className="notice__text">{children}</div>}
        {actions === undefined ? null : <div className="notice__actions row">{actions}</div>}
      </div>
    </div>
  );
}

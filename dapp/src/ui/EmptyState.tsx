import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

/** Says that there is nothing here, why, and what to do next; `isPage`: there is nothing else on the page, so that its title is the page's. */
export function EmptyState({
  icon,
  title,
  text,
  action,
  isPage = false,
}: {
  icon: IconName;
  title: string;
  text: string;
  action?: ReactNode;
  isPage?: boolean;
}) {
  const Title = isPage ? "h1" : "h2";
  return (
    <div className="empty">
      <Icon name={icon} />
      <Title>{title}</Title>
      <p>{text}</p>
      {action}
    </div>
  );
}

import { Link } from "react-router";
import { Icon } from "./Icon.tsx";

/** Small link to the page above this one. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link className="crumb" to={to}>
      <Icon name="back" />
      {children}
    </Link>
  );
}

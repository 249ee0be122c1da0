import { Link } from "react-router";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** A path that names no page. */
export function NotFoundRoute() {
  usePageTitle("Not found");
  return (
    <EmptyState
      icon="search"
      isPage
      title="There is no such page"
      text="The address may be mistyped, or the dataset or order may be on another chain."
      action={
        <Link className={buttonClass("primary")} to="/">
          See all datasets
        </Link>
      }
    />
  );
}

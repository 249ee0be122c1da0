import { Notice } from "../../ui/Notice.tsx";

/** Says that what is typed will not outlive the page. */
export function NotKeptNotice() {
  return (
    <Notice tone="warn" title="This draft is not kept">
      The browser has no room for it. It is lost when the page is closed.
    </Notice>
  );
}

import { useOverview } from "../../data/hooks/useOverview.ts";

/** Says that the market's server has stopped answering, while the page keeps what was read and typed before; empty while it answers. */
export function SilenceBanner() {
  const { isRefetchError } = useOverview();
  if (!isRefetchError) return null;
  return (
    <div className="banner" role="status">
      The market's server does not answer. What you see may be old; this page asks again by itself.
    </div>
  );
}

import { Link } from "react-router";
import { buttonClass } from "../../ui/Button.tsx";
import { MAX_COMPARED } from "./compareParams.ts";

/** What is to be compared, kept in sight below the list; nothing while nothing is chosen. */
export function CompareBar({ ids, onClear }: { ids: readonly string[]; onClear: () => void }) {
  if (ids.length === 0) return null;
  return (
    <section className="compare-bar" aria-label="Compare">
      <p role="status">
        {ids.length} of at most {MAX_COMPARED} chosen to compare
      </p>
      <div className="row">
        <button type="button" className="link small" onClick={onClear}>
          Choose none
        </button>
        {ids.length < 2 ? (
          <span className="small quiet">Choose one more</span>
        ) : (
          <Link className={buttonClass("primary", "button--small")} to={`/compare?compare=${ids.join(",")}`}>
            Compare {ids.length}
          </Link>
        )}
      </div>
    </section>
  );
}

import { Link } from "react-router";
import { useDeployment } from "../../config/deploymentContext.ts";
import { useOverview } from "../../data/hooks/useOverview.ts";
import { formatNumber } from "../../format/formatNumber.ts";

/** What this is, and how fresh the page's answers are. */
export function Footer() {
  const { chainId } = useDeployment();
  const { data } = useOverview();
  return (
    <footer className="footer">
      <div className="wrap footer__row">
        <span>Symbolon. Hospitals keep their records; only shares, noise and hashes move.</span>
        <nav className="footer__links" aria-label="Roles">
          <Link to="/patient">Patients</Link>
          <Link to="/audit">Audit</Link>
          <Link to="/work">Nodes</Link>
          <Link to="/style">Style guide</Link>
        </nav>
        <span>
          Chain {chainId}
          {data === undefined ? null : ` · ${indexText(data.status)}`}
        </span>
      </div>
    </footer>
  );
}

function indexText(status: { lagBlocks: number; indexedBlock: number; healthy: boolean }): string {
  if (!status.healthy) return "index is not healthy; what you see may be old";
  const block = formatNumber(status.indexedBlock);
  return status.lagBlocks === 0
    ? `up to date at block ${block}`
    : `at block ${block}, ${status.lagBlocks} ${status.lagBlocks === 1 ? "block" : "blocks"} behind`;
}

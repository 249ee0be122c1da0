import { Link } from "react-router";
import { useDeployment } from "../../config/deploymentContext.ts";
import { useOverview } from "../../data/hooks/useOverview.ts";
import { countedText } from "../../format/countedText.ts";
import { formatNumber } from "../../format/formatNumber.ts";

/** Time zone of every time on the page, as this computer has it. Example: "Europe/Helsinki". */
const READER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What this is, how fresh the page's answers are, and whose clock its times are of. */
export function Footer() {
  const { chainId } = useDeployment();
  const { data, isRefetchError } = useOverview();
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
          {data === undefined
            ? null
            : ` · ${isRefetchError ? seenText(data.status) : indexText(data.status)}`}
          {` · times in ${READER_ZONE}`}
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
    : `at block ${block}, ${countedText(status.lagBlocks, "block")} behind`;
}

function seenText({ indexedBlock }: { indexedBlock: number }): string {
  return `last answer at block ${formatNumber(indexedBlock)}`;
}

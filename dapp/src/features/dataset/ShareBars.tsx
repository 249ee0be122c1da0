import { formatPercent } from "../../format/formatNumber.ts";
import type { MeasuredShare } from "./measuredShares.ts";

/** Standard deviations to either side of a share that its band covers: 95 of 100 cases. */
const BAND = 2;

/** Levels or ranges of one variable with their measured shares as bars and the noise as bands; numbers beside it. */
export function ShareBars({ name, shares }: { name: string; shares: readonly MeasuredShare[] }) {
  const scale = Math.max(0.02, ...shares.map(({ share, noise }) => share + BAND * noise));
  const at = (share: number) => `${Math.min(100, Math.max(0, (100 * share) / scale))}%`;
  return (
    <table className="shares">
      <caption className="visually-hidden">Measured shares of {name}</caption>
      <tbody>
        {shares.map(({ label, share, noise }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="shares__plot">
              <span className="marginal__track" aria-hidden="true">
                <span className="marginal__bar" style={{ width: at(share) }} />
                <span
                  className="marginal__band"
                  style={{
                    left: at(share - BAND * noise),
                    right: `calc(100% - ${at(share + BAND * noise)})`,
                  }}
                />
              </span>
            </td>
            <td>
              {formatPercent(Math.max(0, share))}{" "}
              <span className="quiet">± {(100 * BAND * noise).toFixed(1)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

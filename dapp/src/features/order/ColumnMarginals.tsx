import { formatPercent } from "../../format/formatNumber.ts";
import type { ColumnMarginal, MarginalRow } from "./columnMarginals.ts";

/** Standard deviations to either side of a measured share that a band covers: 95 of 100 cases. */
const BAND = 2;

/** Every variable of the file, drawn beside the noisy shares that were measured, with their noise as a band. */
export function ColumnMarginals({ marginals }: { marginals: readonly ColumnMarginal[] }) {
  return (
    <div className="stack">
      <div className="stack stack--tight">
        <h3>Variable by variable</h3>
        <ul className="legend">
          <li>
            <i className="marginal__key" aria-hidden="true" />
            the file
          </li>
          <li>
            <i className="marginal__key marginal__key--measured" aria-hidden="true" />
            measured, with the band of its noise
          </li>
        </ul>
        <p className="small quiet">
          95 times in 100 a band holds the true share among the measured patients. Records are drawn at
          random, so a bar may end a little outside.
        </p>
      </div>
      <div className="marginals">
        {marginals.map((marginal) => (
          <Marginal key={marginal.name} marginal={marginal} />
        ))}
      </div>
    </div>
  );
}

function Marginal({ marginal }: { marginal: ColumnMarginal }) {
  const { label, name, distance, explained, rows } = marginal;
  const scale = Math.max(0.02, ...rows.map((row) => Math.max(row.file, row.measured + BAND * row.noise)));
  return (
    <figure className="marginal">
      <figcaption>
        <h4>{label}</h4>
        <p className="small quiet">
          <span className="mono">{name}</span> differs by {formatPercent(distance)}; noise and drawing explain{" "}
          {formatPercent(explained)}
        </p>
      </figcaption>
      <table>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Value</th>
            <th scope="col">Drawn</th>
            <th scope="col">File</th>
            <th scope="col">Measured</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td className="marginal__plot">
                <Plot row={row} scale={scale} />
              </td>
              <td className="marginal__file">{(100 * row.file).toFixed(1)}</td>
              <td className="quiet">
                {(100 * row.measured).toFixed(1)} ± {(100 * BAND * row.noise).toFixed(1)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function Plot({ row, scale }: { row: MarginalRow; scale: number }) {
  const at = (share: number) => `${Math.min(100, Math.max(0, (100 * share) / scale))}%`;
  const [low, high] = [row.measured - BAND * row.noise, row.measured + BAND * row.noise];
  return (
    <span className="marginal__track" aria-hidden="true">
      <span className="marginal__bar" style={{ width: at(row.file) }} />
      <span className="marginal__band" style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      <span className="marginal__mark" style={{ left: at(row.measured) }} />
    </span>
  );
}

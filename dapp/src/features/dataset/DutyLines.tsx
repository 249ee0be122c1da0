import type { DatasetDuties } from "../../data/gateway/fetchDatasetDuties.ts";
import { dutyFacts } from "./dutyFacts.ts";

/** The duties of a dataset as lines, each with its article; addresses in them are links. */
export function DutyLines({ duties }: { duties: DatasetDuties }) {
  return (
    <dl className="record">
      {dutyFacts(duties).map(({ label, article, value, links }) => (
        <div key={article}>
          <dt>
            {label} <span className="quiet">(Art. {article})</span>
          </dt>
          <dd>
            {value}
            {links.map((href) => (
              <a className="duty-link" key={href} href={href} rel="noreferrer noopener" target="_blank">
                Open <span className="visually-hidden">{href}</span>
              </a>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

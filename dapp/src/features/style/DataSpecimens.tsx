import { Card } from "../../ui/Card.tsx";
import { DataTable } from "../../ui/DataTable.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Gauge } from "../../ui/Gauge.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Logo } from "../../ui/Logo.tsx";
import { Metric } from "../../ui/Metric.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { Specimen } from "./Specimen.tsx";

const ICONS: readonly IconName[] = [
  "search",
  "check",
  "cross",
  "copy",
  "warn",
  "info",
  "back",
  "download",
  "key",
  "wallet",
  "box",
  "lock",
  "filter",
];
const FACTS = [
  { label: "Price", value: "120 SYM" },
  { label: "Rows", value: "3,000" },
  { label: "A label that is long", value: "Donaudampfschifffahrtsgesellschaftskrankenhaus" },
];

/** What shows values. */
export function DataSpecimens() {
  return (
    <>
      <Specimen name="Card">
        <Card
          title="A card"
          lead="What this card is about."
          end={<span className="quiet small">at the end</span>}
        >
          Its content.
        </Card>
      </Specimen>
      <Specimen name="DataTable">
        <DataTable
          label="Example records"
          head={["age", "grade", "recurrence"]}
          rows={[
            ["54", "2", "no"],
            ["61", "3", "yes"],
          ]}
        />
      </Specimen>
      <Specimen name="Facts">
        <Facts facts={FACTS} />
        <Facts facts={FACTS} isList />
      </Specimen>
      <Specimen name="Gauge">
        <Gauge
          label="20 % spent, 10 % reserved, 15 % asked for"
          parts={[
            { kind: "spent", share: 0.2 },
            { kind: "reserved", share: 0.1 },
            { kind: "asked", share: 0.15 },
            { kind: "free", share: 0.55 },
          ]}
        />
        <Gauge isLarge label="All of it is left" parts={[{ kind: "free", share: 1 }]} />
      </Specimen>
      <Specimen name="Metric">
        <Metric
          name="Within its limit"
          value={0.04}
          limit={0.1}
          scaleMax={0.2}
          text="Smaller is better."
          format={(value) => value.toFixed(2)}
        />
        <Metric
          name="Above it, with an interval"
          value={0.12}
          limit={0.1}
          scaleMax={0.2}
          interval={{ low: 0.09, high: 0.15 }}
          text="The upper end is held against the limit."
          format={(value) => value.toFixed(2)}
        />
      </Specimen>
      <Specimen name="Pager">
        <Pager page={0} size={60} total={150} noun="images" onPage={() => undefined} />
        <Pager page={2} size={60} total={150} noun="images" onPage={() => undefined} />
      </Specimen>
      <Specimen name="TableScroll">
        <TableScroll label="Example table">
          <table className="table table--wide">
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col">State</th>
                <th scope="col" className="end">
                  Amount
                </th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>Order 1</td>
                <td>Delivered</td>
                <td className="end">120 SYM</td>
              </tr>
              <tr>
                <td>Order 2</td>
                <td>Waiting for nodes</td>
                <td className="end">1,234.5 SYM</td>
              </tr>
            </tbody>
          </table>
        </TableScroll>
      </Specimen>
      <Specimen name="Icon">
        <ul className="row specimen__icons">
          {ICONS.map((name) => (
            <li key={name}>
              <Icon name={name} />
              <span className="small quiet">{name}</span>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen name="Logo">
        <span className="brand">
          <Logo />
          Symbolon
        </span>
      </Specimen>
    </>
  );
}

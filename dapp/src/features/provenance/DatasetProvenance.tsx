import { useId, useState } from "react";
import type { DatasetHistory } from "../../data/gateway/historyTypes.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { GraphView } from "./GraphView.tsx";
import { NodeFacts } from "./NodeFacts.tsx";
import { provenanceGraph } from "./provenanceGraph.ts";
import { STEP_TEXTS } from "./stepTexts.ts";
import { TreeView } from "./TreeView.tsx";

/** From consent to payout, for one order at a time: a drawing one can click through, or the same as a list where there is no room. */
export function DatasetProvenance({
  dataset,
  history,
}: {
  dataset: DatasetDetails;
  history: DatasetHistory;
}) {
  const { orders } = history;
  const [orderId, setOrderId] = useState<string | null>(null);
  const [selected, setSelected] = useState(`data/${dataset.id}`);
  const id = useId();
  const order =
    orders.find((each) => each.id === orderId) ??
    orders.find(({ job }) => job.state === "FINALISED") ??
    orders[0] ??
    null;
  const graph = provenanceGraph(dataset, history, order);
  // Another order may not have what was selected.
  const node =
    graph.nodes.find((each) => each.id === selected) ?? graph.nodes.find(({ step }) => step === "data")!;
  return (
    <Card
      title="Where it comes from and where it went"
      lead="From the basis on which the records may be used to the money an order earned. Choose any step to see its evidence."
      end={
        order === null ? undefined : (
          <label className="sort small">
            <span className="quiet">Of order</span>
            <select
              className="input input--small"
              value={order.id}
              onChange={(event) => setOrderId(event.target.value)}
            >
              {orders.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.id}, {formatDate(each.placedAt)}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      <div className="provenance">
        <div className="provenance__wide stack">
          <GraphView graph={graph} selected={node.id} onSelect={setSelected} />
          <section className="provenance__details" aria-labelledby={id} aria-live="polite">
            <h3 id={id}>
              {STEP_TEXTS[node.step] === node.title ? node.title : `${STEP_TEXTS[node.step]}: ${node.title}`}
            </h3>
            <NodeFacts node={node} />
          </section>
        </div>
        <div className="provenance__narrow">
          <TreeView graph={graph} />
        </div>
        {order === null ? <p className="small soft">Nothing was ordered from this dataset yet.</p> : null}
      </div>
    </Card>
  );
}

import { NODE, placeNodes } from "./placeNodes.ts";
import { type ProvenanceGraph, STEPS } from "./provenanceTypes.ts";
import { STATE_TEXTS, STEP_TEXTS } from "./stepTexts.ts";

/** The graph as a drawing whose nodes are buttons, in reading order from left to right; for wide pages. */
export function GraphView({
  graph,
  selected,
  onSelect,
}: {
  graph: ProvenanceGraph;
  selected: string;
  onSelect: (id: string) => void;
}) {
  const { width, height, columns, at } = placeNodes(graph);
  const line = (from: string, to: string) => {
    const [a, b] = [at.get(from), at.get(to)];
    if (a === undefined || b === undefined) return "";
    const [x1, y1] = [a.x + NODE.width, a.y + NODE.height / 2];
    const [x2, y2] = [b.x, b.y + NODE.height / 2];
    const middle = (x1 + x2) / 2;
    return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  };
  return (
    <fieldset className="graph">
      <legend className="visually-hidden">Steps from consent to payout</legend>
      <div className="graph__heads" aria-hidden="true" style={{ width }}>
        {STEPS.map((step, i) => (
          <span key={step} style={{ left: columns[i], width: NODE.width }}>
            {STEP_TEXTS[step]}
          </span>
        ))}
      </div>
      <div className="graph__field" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true" focusable="false">
          {graph.edges.map(({ from, to }) => (
            <path
              key={`${from}/${to}`}
              className="graph__edge"
              data-near={from === selected || to === selected}
              d={line(from, to)}
            />
          ))}
        </svg>
        {graph.nodes.map(({ id, step, title, note, state }) => {
          const place = at.get(id)!;
          return (
            <button
              type="button"
              key={id}
              className="graph__node"
              data-state={state}
              aria-pressed={id === selected}
              style={{ left: place.x, top: place.y, width: NODE.width, height: NODE.height }}
              onClick={() => onSelect(id)}
            >
              <span className="visually-hidden">{STEP_TEXTS[step]}: </span>
              <span className="graph__title">{title}</span>
              <span className="graph__note">{note}</span>
              <span className="visually-hidden">, {STATE_TEXTS[state]}</span>
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

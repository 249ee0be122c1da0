import { NodeFacts } from "./NodeFacts.tsx";
import { type ProvenanceGraph, STEPS } from "./provenanceTypes.ts";
import { STATE_TEXTS, STEP_TEXTS } from "./stepTexts.ts";

/** The graph as a list of steps whose things open in place; for narrow pages. */
export function TreeView({ graph }: { graph: ProvenanceGraph }) {
  return (
    <ol className="chain">
      {STEPS.map((step) => {
        const nodes = graph.nodes.filter((node) => node.step === step);
        return nodes.length === 0 ? null : (
          <li key={step}>
            <div className="stack stack--tight">
              <h3 className="chain__name">{STEP_TEXTS[step]}</h3>
              {nodes.map((node) => (
                <details key={node.id}>
                  <summary>
                    {node.title}
                    <span className="quiet"> · {node.note}</span>
                    <span className="visually-hidden">, {STATE_TEXTS[node.state]}</span>
                  </summary>
                  <NodeFacts node={node} />
                </details>
              ))}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

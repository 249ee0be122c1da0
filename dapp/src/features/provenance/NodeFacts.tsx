import { cidOfDigest, type Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";
import type { NodeFact, ProvenanceNode } from "./provenanceTypes.ts";

/** What is known of a node, with everything that can be opened or copied. */
export function NodeFacts({ node }: { node: ProvenanceNode }) {
  if (node.facts.length === 0) return <p className="small soft">Nothing more is known of it.</p>;
  return (
    <Facts
      isList
      facts={node.facts.map((fact) => ({ label: fact.label, value: <FactValue fact={fact} /> }))}
    />
  );
}

function FactValue({ fact }: { fact: NodeFact }) {
  if (fact.kind === "text") return fact.value;
  if (fact.kind === "page") return <Link to={fact.to}>{fact.value}</Link>;
  return (
    <span className="row row--tight row--end">
      <CopyText value={fact.value} label={fact.label} head={10} tail={6} />
      {fact.kind === "document" ? (
        <a
          className="small"
          href={`/ipfs/${cidOfDigest(fact.value as Hex)}`}
          target="_blank"
          rel="noreferrer"
        >
          open<span className="visually-hidden"> {fact.label} from IPFS</span>
        </a>
      ) : null}
    </span>
  );
}

import { Card } from "../../ui/Card.tsx";

/** Stands where a private order can be made again: why a high-fidelity file cannot, and what can be checked instead. */
export function OriginCard() {
  return (
    <Card title="This file cannot be made again" lead="It is not differentially private, and that is why.">
      <div className="stack stack--tight">
        <p className="small soft">
          A private file follows from a public model with noise in it, so anybody can make it again. This one
          was made inside the hospital from the records themselves. Its generator holds them, so it can never
          be published, and how the file was made is the hospital's word.
        </p>
        <p className="small soft">
          What anybody can check: the file's hash was fixed on chain before any node opened it, three nodes
          signed it, the hospital signed the report, and the certificate follows from that report. The command{" "}
          <code className="mono">symbolon verify</code> goes through all of it.
        </p>
      </div>
    </Card>
  );
}

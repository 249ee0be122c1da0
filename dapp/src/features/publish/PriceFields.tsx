import { formatSym } from "../../format/formatSym.ts";
import { Card } from "../../ui/Card.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import type { DraftFaults } from "./draft/draftFaults.ts";
import type { CostLine, PublishDraft } from "./draft/publishDraft.ts";
import { symOf } from "./draft/symOf.ts";

const COSTS: readonly (readonly [CostLine, string, string])[] = [
  ["holder", "Data holder", "Making the data ready."],
  ["compute", "Computing nodes", "The three nodes of the secure environment."],
  ["evaluation", "Evaluator", "Judging the result."],
  ["accessBody", "Access body", "The body that issued the permit."],
];

/** What an order costs: a free price in the commercial lane, typed cost lines in the EHDS lane. */
export function PriceFields({
  draft,
  faults,
  onChange,
}: {
  draft: PublishDraft;
  faults: DraftFaults;
  onChange: (part: Partial<PublishDraft>) => void;
}) {
  if (draft.lane === "commercial")
    return (
      <Card title="Price" lead="In SYM. Both prices can be changed later, for later orders.">
        <div className="facts facts--form">
          <TextInput
            label="One order"
            inputMode="decimal"
            value={draft.price}
            error={faults.price}
            onChange={(price) => onChange({ price })}
          />
          <TextInput
            label="Each record ordered"
            hint="Added to it."
            inputMode="decimal"
            value={draft.rowPrice}
            error={faults.rowPrice}
            onChange={(rowPrice) => onChange({ rowPrice })}
          />
          <TextInput
            label="Renewal, in per cent"
            hint="Of the order's price, for one more access period."
            inputMode="decimal"
            value={draft.renewalPercent}
            error={faults.renewalPercent}
            onChange={(renewalPercent) => onChange({ renewalPercent })}
          />
        </div>
      </Card>
    );
  const lines = Object.values(draft.costs).map(symOf);
  const sum = lines.includes(null) ? null : lines.reduce<bigint>((all, line) => all + line!, 0n);
  return (
    <Card
      title="Costs"
      lead="In SYM, as Art. 62 of Regulation (EU) 2025/327 lists them. Their sum is the price of one order; they change with a new version only."
    >
      <div className="stack">
        <div className="facts facts--form">
          {COSTS.map(([line, label, hint]) => (
            <TextInput
              key={line}
              label={label}
              hint={hint}
              inputMode="decimal"
              value={draft.costs[line]}
              error={faults[`costs.${line}`]}
              onChange={(text) => onChange({ costs: { ...draft.costs, [line]: text } })}
            />
          ))}
        </div>
        {sum === null ? null : (
          <p className="bill__line bill__line--total">
            <span>One order</span>
            <span>{formatSym(sum, 4)} SYM</span>
          </p>
        )}
      </div>
    </Card>
  );
}

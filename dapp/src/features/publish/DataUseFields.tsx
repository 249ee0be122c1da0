import { DUO_TERMS } from "@symbolon/protocol";
import { TextInput } from "../../ui/TextInput.tsx";
import type { DraftFaults } from "./draft/draftFaults.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";

const TERMS = DUO_TERMS.filter(({ kind }) => kind !== "root");

/** Conditions of the Data Use Ontology, as catalogues match them; a term that needs a value asks for it. */
export function DataUseFields({
  draft,
  faults,
  onChange,
}: {
  draft: PublishDraft;
  faults: DraftFaults;
  onChange: (part: Partial<PublishDraft>) => void;
}) {
  const { dataUse } = draft;
  const chosen = TERMS.filter(({ id }) => id in dataUse);
  const without = (id: string) => Object.fromEntries(Object.entries(dataUse).filter(([key]) => key !== id));
  return (
    <details>
      <summary>
        Conditions of the Data Use Ontology
        <span className="quiet">
          {" "}
          · {chosen.length === 0 ? "none" : chosen.map(({ short }) => short).join(", ")}
        </span>
      </summary>
      <div className="stack stack--tight">
        <p className="small soft">
          They tell who may use it in words that catalogues understand.
          {draft.lane === "ehds" ? " In the EHDS lane they inform and do not restrict." : ""}
        </p>
        {TERMS.map(({ id, short, label, value }) => (
          <div key={id}>
            <label className="check">
              <input
                type="checkbox"
                checked={id in dataUse}
                onChange={(event) =>
                  onChange({ dataUse: event.target.checked ? { ...dataUse, [id]: "" } : without(id) })
                }
              />
              <span>
                {label.charAt(0).toUpperCase() + label.slice(1)} <span className="quiet">{short}</span>
              </span>
            </label>
            {value !== null && id in dataUse ? (
              <TextInput
                label={`Which ${value}`}
                value={dataUse[id] ?? ""}
                error={faults[`dataUse.${id}`]}
                onChange={(text) => onChange({ dataUse: { ...dataUse, [id]: text } })}
              />
            ) : null}
          </div>
        ))}
      </div>
    </details>
  );
}

import type { ColumnConcept } from "@symbolon/protocol";
import { CODE_SYSTEMS } from "../../format/codeSystems.ts";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";

const RESOURCES = [
  ["Observation", "A finding or measurement"],
  ["Condition", "A diagnosis, where it says yes"],
] as const;

/** What a column is about, by a code of a vocabulary: then buyers can have the file as FHIR. Nothing is guessed; without a code there is none. */
export function ConceptFields({
  concept,
  onChange,
}: {
  concept: ColumnConcept | undefined;
  onChange: (concept: ColumnConcept | undefined) => void;
}) {
  const { system = "", code = "", resource = "Observation" } = concept ?? {};
  const known = CODE_SYSTEMS.some(([uri]) => uri === system);
  return (
    <div className="facts facts--form">
      <SelectInput
        label="Code system"
        hint="Lets buyers have this variable as FHIR"
        value={system}
        empty="No code"
        options={known || system === "" ? CODE_SYSTEMS : [...CODE_SYSTEMS, [system, system]]}
        onChange={(chosen) => onChange(chosen === "" ? undefined : { system: chosen, code, resource })}
      />
      {concept === undefined ? null : (
        <>
          <TextInput
            label="Code"
            value={code}
            onChange={(typed) => onChange({ system, code: typed.trim(), resource })}
          />
          <SelectInput
            label="What it states"
            value={resource}
            options={RESOURCES}
            onChange={(chosen) =>
              onChange({ system, code, resource: chosen === "Condition" ? "Condition" : "Observation" })
            }
          />
        </>
      )}
    </div>
  );
}

import { useState } from "react";
import { Field } from "../../ui/Field.tsx";
import { JsonFileField } from "../../ui/JsonFileField.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { Specimen } from "./Specimen.tsx";

const OPTIONS = [
  ["a", "First choice"],
  ["b", "A second choice with a long name that has to fit on a narrow screen"],
] as const;

/** What a person fills in. */
export function FormSpecimens() {
  const [text, setText] = useState("Rotterdam");
  const [choice, setChoice] = useState("");
  return (
    <>
      <Specimen name="Field">
        <Field label="With a hint" hint="What to write here.">
          {(field) => <input {...field} className="input" defaultValue="Value" />}
        </Field>
        <Field label="With an error" error="Say what is wrong and what would be right.">
          {(field) => <input {...field} className="input" defaultValue="Wrong" />}
        </Field>
        <Field label="Disabled">{(field) => <input {...field} className="input" disabled />}</Field>
        <Field label="File">{(field) => <input {...field} className="input" type="file" />}</Field>
      </Specimen>
      <Specimen name="JsonFileField">
        <JsonFileField label="Key file" hint="It stays in this page." onFile={() => undefined} />
      </Specimen>
      <Specimen name="TextInput">
        <TextInput label="Line" value={text} onChange={setText} hint="One line." />
        <TextInput label="Block" value={text} onChange={setText} rows={3} />
        <TextInput label="Faulty" value={text} onChange={setText} error="It is too short." />
        <TextInput label="Date" value="2026-11-29" onChange={() => undefined} type="date" />
      </Specimen>
      <Specimen name="SelectInput">
        <SelectInput
          label="May be empty"
          value={choice}
          options={OPTIONS}
          onChange={setChoice}
          empty="None"
        />
        <SelectInput
          label="Faulty"
          value="a"
          options={OPTIONS}
          onChange={() => undefined}
          error="Choose another one."
        />
      </Specimen>
    </>
  );
}

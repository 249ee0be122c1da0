import { useState } from "react";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";

/** One criterion or risk: what it says, how it stands, and a form to find it, which needs a note. */
export function FindingForm({
  name,
  text,
  badge: [label, tone],
  note: earlier,
  options,
  isBusy,
  onRecord,
}: {
  name: string;
  text: string;
  badge: readonly [string, Tone];
  /** Of the finding that stands; empty for none. */
  note: string;
  options: readonly (readonly [value: string, text: string])[];
  isBusy: boolean;
  onRecord: (value: string, note: string) => void;
}) {
  const [value, setValue] = useState(options[0]![0]);
  const [note, setNote] = useState("");
  return (
    <li className="finding">
      <div className="finding__head">
        <p>
          <b>{name}</b> <span className="soft">{text}</span>
        </p>
        <Badge tone={tone}>{label}</Badge>
      </div>
      {earlier === "" ? null : <p className="small soft act__detail">{earlier}</p>}
      <form
        className="finding__form"
        onSubmit={(event) => {
          event.preventDefault();
          onRecord(value, note.trim());
          setNote("");
        }}
      >
        <select
          className="input input--small"
          aria-label={`Finding on ${name}`}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        >
          {options.map(([option, optionText]) => (
            <option key={option} value={option}>
              {optionText}
            </option>
          ))}
        </select>
        <input
          className="input input--small"
          aria-label={`Note on ${name}`}
          placeholder="Note"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" isSmall disabled={isBusy || note.trim() === ""} aria-label={`Record ${name}`}>
          Record
        </Button>
      </form>
    </li>
  );
}

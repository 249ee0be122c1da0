import { useState } from "react";
import { ActionSpecimens } from "./ActionSpecimens.tsx";
import { DataSpecimens } from "./DataSpecimens.tsx";
import { FormSpecimens } from "./FormSpecimens.tsx";
import { MessageSpecimens } from "./MessageSpecimens.tsx";

const SCHEMES = { system: "As the system", light: "Light", dark: "Dark" } as const;
const PARTS = [
  ["Actions", ActionSpecimens],
  ["Forms", FormSpecimens],
  ["States and messages", MessageSpecimens],
  ["Data", DataSpecimens],
] as const;

/** Every component of the design system in every state, in either colour scheme whatever the system says. */
export function StyleView() {
  const [scheme, setScheme] = useState<keyof typeof SCHEMES>("system");
  return (
    <div className="stack">
      <fieldset className="choices choices--row">
        <legend className="visually-hidden">Colours</legend>
        {Object.entries(SCHEMES).map(([name, label]) => (
          <label key={name} className="choice choice--chip">
            <input
              type="radio"
              name="scheme"
              checked={scheme === name}
              onChange={() => setScheme(name as keyof typeof SCHEMES)}
            />
            <span className="choice__title">{label}</span>
          </label>
        ))}
      </fieldset>
      <div className="specimens" data-scheme={scheme}>
        {PARTS.map(([title, Part]) => (
          <section key={title} className="stack" aria-label={title}>
            <h2>{title}</h2>
            <Part />
          </section>
        ))}
      </div>
    </div>
  );
}

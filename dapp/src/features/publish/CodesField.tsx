/** Several codes of a closed list as checkboxes, folded until they are wanted. */
export function CodesField({
  label,
  hint,
  error,
  options,
  chosen,
  onChange,
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
  options: readonly (readonly [code: string, text: string])[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const names = options.filter(([code]) => chosen.includes(code)).map(([, text]) => text);
  return (
    <fieldset className="field">
      <legend className="field__label">{label}</legend>
      <details className="codes">
        <summary>{names.length === 0 ? "None chosen" : names.join(", ")}</summary>
        <div className="codes__list">
          {options.map(([code, text]) => (
            <label className="check" key={code}>
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, code] : chosen.filter((each) => each !== code))
                }
              />
              {text}
            </label>
          ))}
        </div>
      </details>
      {hint === undefined ? null : <p className="field__hint">{hint}</p>}
      {error === undefined ? null : <p className="field__error">{error}</p>}
    </fieldset>
  );
}

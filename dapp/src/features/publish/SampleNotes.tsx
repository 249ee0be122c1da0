const SHOWN = 50;

/** Parts of a file of which something is to be told, one line each; nothing where there are none. `what` was done with them: "not taken over". */
export function SampleNotes({ notes, what = "not taken over" }: { notes: readonly string[]; what?: string }) {
  if (notes.length === 0) return null;
  return (
    <details open={notes.length <= 5}>
      <summary>
        {notes.length === 1 ? "1 part of the file was" : `${notes.length} parts of the file were`} {what}
      </summary>
      <ul className="lines small" aria-label={what.charAt(0).toUpperCase() + what.slice(1)}>
        {notes.slice(0, SHOWN).map((note) => (
          <li key={note}>{note}</li>
        ))}
        {notes.length > SHOWN ? <li className="quiet">and {notes.length - SHOWN} more</li> : null}
      </ul>
    </details>
  );
}

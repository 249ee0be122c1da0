import { digestOfBytes } from "@symbolon/protocol";
import { CopyText } from "../../ui/CopyText.tsx";
import { Field } from "../../ui/Field.tsx";

/** Takes a document as a file and keeps its sha256 alone: the file does not leave the browser. */
export function HashField({
  label,
  hint = "Its fingerprint goes into the application; the file stays with you. Send it to the access body when it asks.",
  hash,
  error,
  onHash,
}: {
  label: string;
  hint?: string;
  hash: string;
  error?: string | undefined;
  onHash: (hash: string) => void;
}) {
  const take = async (file: File | undefined) => {
    if (file !== undefined) onHash(digestOfBytes(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <div className="stack stack--tight">
      <Field label={label} hint={hint} error={error}>
        {(field) => (
          <input
            {...field}
            className="input"
            type="file"
            onChange={(event) => void take(event.target.files?.[0])}
          />
        )}
      </Field>
      {hash === "" ? null : (
        <p className="small">
          Fingerprint: <CopyText value={hash} label="fingerprint" head={10} tail={8} />
        </p>
      )}
    </div>
  );
}

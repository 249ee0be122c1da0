import { useState } from "react";
import { Button, type ButtonLook } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/TextInput.tsx";

/** Words and the button that acts on them; an act without words is not taken. */
export function ReasonForm({
  label,
  hint,
  button,
  look = "plain",
  isBusy,
  onSubmit,
}: {
  label: string;
  hint?: string;
  button: string;
  look?: ButtonLook;
  isBusy: boolean;
  onSubmit: (reason: string) => void;
}) {
  const [text, setText] = useState("");
  return (
    <form
      className="stack stack--tight"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(text.trim());
      }}
    >
      <TextInput label={label} hint={hint} rows={2} value={text} onChange={setText} />
      <div>
        <Button type="submit" look={look} isBusy={isBusy} disabled={text.trim() === ""}>
          {button}
        </Button>
      </div>
    </form>
  );
}

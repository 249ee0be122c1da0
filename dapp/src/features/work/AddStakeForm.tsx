import { parseWei } from "@symbolon/protocol";
import { useState } from "react";
import { describeAddStake } from "../../transactions/addStake.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";

/** Asks how much to add to the stake. */
export function AddStakeForm({
  isBusy,
  canSend,
  onAdd,
}: {
  isBusy: boolean;
  canSend: boolean;
  onAdd: (addedWei: bigint) => void;
}) {
  const [text, setText] = useState("");
  const addedWei = amountIn(text);
  const isWrong = text.trim() !== "" && addedWei === null;
  return (
    <form
      className="stack stack--tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (addedWei !== null) onAdd(addedWei);
      }}
    >
      <Field
        label="Add to the stake (SYM)"
        hint={describeAddStake(addedWei ?? 0n).note}
        error={isWrong ? "Enter an amount above zero, with a point for decimals." : null}
      >
        {(field) => (
          <input
            {...field}
            className="input"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" isWide isBusy={isBusy} disabled={!canSend || addedWei === null}>
        Add stake
      </Button>
    </form>
  );
}

function amountIn(text: string): bigint | null {
  try {
    const wei = parseWei(text.trim());
    return wei > 0n ? wei : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

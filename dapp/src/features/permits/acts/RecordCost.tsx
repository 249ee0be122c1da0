import type { Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { formatEuro, parseEuro } from "../../../format/formatEuro.ts";
import { SelectInput } from "../../../ui/SelectInput.tsx";
import { TextInput } from "../../../ui/TextInput.tsx";
import { costLineText } from "../costLineText.ts";
import type { DeskProps } from "../deskProps.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The access body records what was spent of a line of the accepted quote: what an applicant who withdraws owes (Art. 62(5)). */
export function RecordCost(props: DeskProps<Proceeding>) {
  const { lines, incurredCents } = props.state.quote!;
  const [line, setLine] = useState("0");
  const [amount, setAmount] = useState("");
  const cents = parseEuro(amount);
  const left = lines.map(({ totalCents }, i) => BigInt(totalCents) - incurredCents[i]!);
  return (
    <ActSection
      title="Record a cost"
      article="62(5)"
      text="What work has cost so far, line by line of the accepted quote. Who withdraws before a permit pays this much, and no more."
    >
      <div className="facts facts--form">
        <SelectInput
          label="Line of the quote"
          value={line}
          options={lines.map((each, i) => [
            String(i),
            `${i + 1}. ${costLineText(each)}: ${formatEuro(left[i]!)} left`,
          ])}
          onChange={setLine}
        />
        <TextInput
          label="Spent, €"
          inputMode="decimal"
          error={amount !== "" && cents === null ? "An amount like 120.50." : undefined}
          value={amount}
          onChange={setAmount}
        />
      </div>
      <SignAct
        {...props}
        by="access-body"
        label="Record the cost"
        onDone={() => setAmount("")}
        draft={
          cents === null || cents === 0n
            ? null
            : { kind: "cost-incurred", line: Number(line), cents: cents.toString() }
        }
      />
    </ActSection>
  );
}

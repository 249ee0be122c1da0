import type { Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { SelectInput } from "../../../ui/SelectInput.tsx";
import { TextInput } from "../../../ui/TextInput.tsx";
import type { DeskProps } from "../deskProps.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The access body gives a holder more time to deliver, once, by at most three months (Art. 60(2)). */
export function ExtendDelivery(props: DeskProps<Proceeding>) {
  const awaited = props.state.deliveries
    .filter(({ deliveredAt, extraMonths }) => deliveredAt === null && extraMonths === 0)
    .map(({ datasetId }) => datasetId);
  const [chosen, setChosen] = useState("");
  const [months, setMonths] = useState("1");
  const [reason, setReason] = useState("");
  const datasetId = awaited.find((id) => id === chosen) ?? awaited[0]!;
  const words = reason.trim();
  return (
    <ActSection
      title="Give a holder more time to deliver"
      article="60(2)"
      text="A holder has three months. You may extend them once, by at most three, where it says why."
    >
      <div className="facts facts--form">
        <SelectInput
          label="Holder of"
          value={datasetId}
          options={awaited.map((id) => [id, `Dataset ${id}`])}
          onChange={setChosen}
        />
        <SelectInput
          label="By"
          value={months}
          options={[
            ["1", "1 month"],
            ["2", "2 months"],
            ["3", "3 months"],
          ]}
          onChange={setMonths}
        />
      </div>
      <TextInput label="The holder's reason" rows={2} value={reason} onChange={setReason} />
      <SignAct
        {...props}
        by="access-body"
        label="Give more time"
        draft={
          words === "" ? null : { kind: "holder-extended", datasetId, months: Number(months), reason: words }
        }
        onDone={() => setReason("")}
      />
    </ActSection>
  );
}

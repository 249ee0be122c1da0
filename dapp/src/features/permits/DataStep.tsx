import type { AccessBody } from "@symbolon/protocol";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import { DataPart } from "./DataPart.tsx";
import type { StepProps } from "./stepProps.ts";

/** The datasets asked for, each with its access body, scope and period (Art. 67(2)(d)). */
export function DataStep({
  datasetIds,
  bodies,
  onRemove,
  ...props
}: StepProps & {
  datasetIds: readonly string[];
  bodies: readonly AccessBody[];
  /** Absent where the datasets stand. */
  onRemove: ((id: string) => void) | undefined;
}) {
  return (
    <FormStep number={props.number} title="Data and period" error={props.fault("data", datasetIds.join())}>
      {datasetIds.length === 0 ? (
        <EmptyState
          icon="box"
          title="No dataset yet"
          text="Add datasets of the EHDS lane from the catalogue."
        />
      ) : (
        datasetIds.map((datasetId, index) => (
          <DataPart
            key={datasetId}
            {...{ datasetId, index, bodies }}
            draft={props.draft}
            change={props.change}
            fault={props.fault}
            onRemove={onRemove === undefined ? undefined : () => onRemove(datasetId)}
          />
        ))
      )}
    </FormStep>
  );
}

import type { Proceeding } from "@symbolon/protocol";
import type { DeskProps } from "../deskProps.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The access body has the application assessed by the trusted holder whose data alone it asks for (Art. 72(3)). */
export function ForwardApplication(props: DeskProps<Proceeding>) {
  const datasetId = props.state.datasetIds[0]!;
  return (
    <ActSection
      title="Forward to the trusted holder"
      article="72(3)"
      text={`If you have named the holder of dataset ${datasetId} as trusted, it may assess the application and propose a decision within two months. The decision stays yours. The hub opens the application to nobody: pass it on to the holder yourself.`}
    >
      <SignAct
        {...props}
        by="access-body"
        label={`Forward to the holder of dataset ${datasetId}`}
        draft={{ kind: "forwarded", datasetId }}
      />
    </ActSection>
  );
}

import { canonicalJson } from "@symbolon/protocol";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { ApplicationFacts } from "./ApplicationFacts.tsx";
import type { DeskProps } from "./deskProps.ts";
import { SealingKeyInput } from "./SealingKeyInput.tsx";
import { useOpened } from "./useOpened.ts";
import { useSealingKey } from "./useSealingKey.ts";

/** The sealed application: asks for the access body's key, then shows what is in it. */
export function SealedCard(props: DeskProps) {
  const { body, account } = props;
  const [key, setKey] = useSealingKey(account);
  const opened = useOpened(props);
  return (
    <Card
      title={props.whole.lane === "permit" ? "The application" : "The data request"}
      lead="Sealed to the access body; opened here, in this browser."
      end={
        opened.data === undefined ? undefined : (
          <Button
            isSmall
            onClick={() =>
              saveFile("application.json", canonicalJson(opened.data.document), "application/json")
            }
          >
            <Icon name="download" />
            Save
          </Button>
        )
      }
    >
      {key === null ? <SealingKeyInput body={body} onKey={setKey} /> : null}
      {opened.isError ? <ErrorNotice error={opened.error} /> : null}
      {opened.data === undefined ? null : <ApplicationFacts opened={opened.data} country={body.country} />}
    </Card>
  );
}

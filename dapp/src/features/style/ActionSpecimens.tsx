import { BackLink } from "../../ui/BackLink.tsx";
import { Button, type ButtonLook } from "../../ui/Button.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Specimen } from "./Specimen.tsx";

const LOOKS: readonly ButtonLook[] = ["primary", "plain", "quiet"];

/** What a person can press. */
export function ActionSpecimens() {
  return (
    <>
      <Specimen name="Button">
        {LOOKS.map((look) => (
          <div key={look} className="row">
            <Button look={look}>{look}</Button>
            <Button look={look} isSmall>
              small
            </Button>
            <Button look={look}>
              <Icon name="download" />
              with icon
            </Button>
            <Button look={look} isBusy>
              busy
            </Button>
            <Button look={look} disabled>
              disabled
            </Button>
          </div>
        ))}
        <Button isWide>wide</Button>
      </Specimen>
      <Specimen name="BackLink">
        <BackLink to="/style">To the page above</BackLink>
      </Specimen>
      <Specimen name="CopyButton">
        <CopyButton value="copied from the style guide">Copy something long</CopyButton>
      </Specimen>
      <Specimen name="CopyText">
        <CopyText value={`0x${"ab".repeat(32)}`} label="hash" />
        <CopyText value={`0x${"cd".repeat(20)}`} label="long account" head={12} tail={8} />
      </Specimen>
    </>
  );
}

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Reader } from "../../data/gateway/reader.ts";
import { restRequest } from "../../data/gateway/restRequest.ts";
import { useAccessBodies } from "../../data/hooks/useAccessBodies.ts";
import { regionName } from "../../format/regionName.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { TextInput } from "../../ui/TextInput.tsx";

/** A complaint to an access body (Art. 81), without an account: it gives a number and a receipt to follow it by. */
export function ComplaintForm() {
  const bodies = useAccessBodies();
  const [country, setCountry] = useState("");
  const [article, setArticle] = useState("");
  const [text, setText] = useState("");
  const [contact, setContact] = useState("");
  const lodge = useMutation({
    mutationFn: async () => {
      const complaint = {
        format: "symbolon-complaint/1",
        country,
        article: article.trim(),
        text: text.trim(),
        ...(contact.trim() === "" ? {} : { contact: contact.trim() }),
      };
      const answer = new Reader(
        await restRequest("/ehds/complaints", { method: "POST", body: JSON.stringify(complaint) }),
        "complaint",
      );
      return { complaintId: answer.text("complaintId"), receipt: answer.hex("receipt") };
    },
  });
  if (lodge.isSuccess)
    return (
      <Card title="Your complaint is lodged">
        <div className="stack">
          <Notice tone="warn" title="Keep the receipt">
            It is the only way to follow the complaint. Nobody can give it to you again.
          </Notice>
          <Facts
            isList
            facts={[
              { label: "Number", value: <span className="mono">{lodge.data.complaintId}</span> },
              { label: "Receipt", value: <span className="mono">{lodge.data.receipt}</span> },
            ]}
          />
          <div className="row">
            <Button
              look="primary"
              onClick={() =>
                saveFile(
                  "complaint-receipt.txt",
                  `Complaint ${lodge.data.complaintId}\nReceipt ${lodge.data.receipt}\n`,
                  "text/plain",
                )
              }
            >
              Save the receipt
            </Button>
            <Button onClick={() => lodge.reset()}>Lodge another</Button>
          </div>
        </div>
      </Card>
    );
  const isArticle = /^\d{2}(\(\d{1,2}\))?$/.test(article.trim());
  return (
    <Card
      title="Complain"
      lead="Anybody may, without an account (Art. 81). The words are sealed to the access body."
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          lodge.mutate();
        }}
      >
        <SelectInput
          label="To the access body of"
          value={country}
          options={(bodies.data ?? []).map((body) => [
            body.country,
            `${regionName(body.country)}: ${body.name}`,
          ])}
          empty="Choose a country"
          onChange={setCountry}
        />
        <TextInput
          label="Article it is about"
          hint="A number of Chapter IV, for example 54 or 71(1)."
          value={article}
          error={article === "" || isArticle ? undefined : "Give an article's number, for example 71(1)."}
          onChange={setArticle}
        />
        <TextInput label="What happened" rows={4} value={text} onChange={setText} />
        <TextInput
          label="How to reach you"
          hint="Only if you wish to be reached."
          value={contact}
          onChange={setContact}
        />
        <div>
          <Button
            type="submit"
            look="primary"
            isBusy={lodge.isPending}
            disabled={country === "" || !isArticle || text.trim() === ""}
          >
            Lodge the complaint
          </Button>
        </div>
        {lodge.isError ? <ErrorNotice error={lodge.error} /> : null}
        {bodies.isError ? <ErrorNotice error={bodies.error} onRetry={() => void bodies.refetch()} /> : null}
      </form>
    </Card>
  );
}

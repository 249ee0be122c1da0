import { type EvaluationReport, renderEvaluation } from "@symbolon/protocol";
import { type ReactNode, useMemo } from "react";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { saveFile } from "../../ui/saveFile.ts";

/**
 * An evaluation as the HTML file that `symbolon evaluate` writes, in a frame where nothing runs: the sandbox allows no
 * script, form or way out, and the document's own policy says the same. `isFullPage` gives it the window's height.
 */
export function EvaluationFrame({
  report,
  orderId,
  more,
  isFullPage = false,
}: {
  report: EvaluationReport;
  orderId: string;
  more?: ReactNode;
  isFullPage?: boolean;
}) {
  const page = useMemo(() => renderEvaluation(report), [report]);
  // In a frame's srcdoc a bare "#place" is read as a place of the page around it. Texts of the report cannot match: their quotes are escaped.
  const framed = page.replaceAll('href="#', 'href="about:srcdoc#');
  return (
    <div className="stack stack--tight">
      <div className="row row--between">
        <h3>The whole report</h3>
        <span className="row">
          {more}
          <Button
            isSmall
            onClick={() => saveFile(`symbolon-order-${orderId}-evaluation.html`, page, "text/html")}
          >
            <Icon name="download" />
            Save as HTML
          </Button>
        </span>
      </div>
      <iframe
        className={isFullPage ? "report report--page" : "report"}
        title={`Evaluation of order ${orderId}`}
        sandbox=""
        srcDoc={framed}
      />
      <p className="small quiet">
        To print it or keep it as PDF, save it, open the file and print that: it needs no network.
      </p>
    </div>
  );
}

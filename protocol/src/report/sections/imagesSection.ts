import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { countText } from "../html/countText.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { html } from "../html/html.ts";
import { intervalText } from "../html/intervalText.ts";
import { percentText } from "../html/percentText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

/** Of synthetic images: how they compare with other patients' images, and what was done against copies. null for a report that is not of images. */
export function imagesSection({ images }: EvaluationReport): ReportSection | null {
  if (images === undefined) return null;
  const likeness = dataTable(
    "Images against held-out patients\u2019 images",
    [
      { text: "Measure" },
      { text: "Synthetic", isNumber: true },
      { text: "Real training images", isNumber: true },
    ],
    [
      [
        "Kernel distance of scattering features",
        figureText(images.kernelDistance),
        figureText(images.kernelDistanceReal),
      ],
      [
        "Diversity within a class (1 minus mean MS-SSIM; real: held-out images)",
        figureText(images.diversity),
        figureText(images.diversityReal),
      ],
      [
        "Accuracy of a classifier that learned from them",
        figureText(images.accuracy),
        figureText(images.accuracyReal),
      ],
      ["Precision of neighbourhoods", figureText(images.precision), "\u2013"],
      ["Recall of neighbourhoods", figureText(images.recall), "\u2013"],
    ],
  );
  const copies = dataTable(
    "Against copies of patients",
    [{ text: "Measure" }, { text: "Found", isNumber: true }, { text: "Best", isNumber: true }],
    [
      ["Membership by the nearest image, AUC (95 %)", intervalText(images.membership), "0.5"],
      ["Planted copies that the copy gate finds, at least", percentText(images.plantedFound), "100.0 %"],
      ["Other patients\u2019 images that it suspects", percentText(images.falseAlarms), "1.0 % or less"],
    ],
  );
  return reportSection(
    "images",
    "The images",
    html`${countText(images.images)} images were judged. Likeness is measured on fixed wavelet features, so distances cannot be
compared with those of networks. Chapters on columns and pairs are of simple features of these images: brightness, contrast, and how much there is of
each scale and direction.`,
    [likeness, copies],
  );
}

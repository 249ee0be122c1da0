import { chartStyle } from "./chartStyle.ts";
import { pageStyle } from "./pageStyle.ts";
import { printStyle } from "./printStyle.ts";
import { tokenStyle } from "./tokenStyle.ts";

/** All of an evaluation's style sheet, the same in every report: a page that shows one can allow it by its hash and needs to allow no other inline style. */
export const evaluationStyle = `\n${tokenStyle}${pageStyle}${chartStyle}${printStyle}`;

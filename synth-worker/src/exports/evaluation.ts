export { type CertificateFigures, certificateFigures } from "../evaluate/certificateFigures.ts";
export { combineAnswers } from "../evaluate/combineAnswers.ts";

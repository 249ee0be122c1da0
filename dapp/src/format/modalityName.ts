/** Defined terms of DICOM PS3.3, section C.7.3.1.1.1. */
const NAMES: Readonly<Record<string, string>> = {
  CR: "computed radiography",
  CT: "computed tomography",
  DX: "digital radiography",
  ECG: "electrocardiography",
  ES: "endoscopy",
  GM: "general microscopy",
  MG: "mammography",
  MR: "magnetic resonance",
  NM: "nuclear medicine",
  OP: "ophthalmic photography",
  OPT: "ophthalmic tomography",
  OT: "other",
  PT: "positron emission tomography",
  SM: "slide microscopy",
  US: "ultrasound",
  XA: "X-ray angiography",
  XC: "photography",
};

/** DICOM's word for what took a picture, spelt out: "computed tomography (CT)"; the code alone where it is not known here. */
export function modalityName(code: string): string {
  const name = NAMES[code];
  return name === undefined ? code : `${name} (${code})`;
}

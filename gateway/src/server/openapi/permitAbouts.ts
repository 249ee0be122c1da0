import {
  AccessApplication,
  AccessBody,
  DataRequest,
  DataRequestAct,
  DocumentProof,
  PermitDocument,
  ProceedingAct,
} from "@symbolon/protocol";
import { z } from "zod";
import { Complaint, ComplaintStep } from "../../permits/complaints.ts";
import { FeasibilityQuestion } from "../../permits/feasibility/feasibilityQuestions.ts";
import { SHAPES } from "./answerShapes.ts";
import { jsonAnswer } from "./jsonAnswer.ts";
import { PERMIT_SHAPES as SHAPE } from "./permitShapes.ts";
import type { RouteAbout } from "./routeAbout.ts";

const about = (rest: Omit<RouteAbout, "tag">): RouteAbout => ({ tag: "ehds", ...rest });
const list = (of: z.ZodType, name: string) => z.strictObject({ [name]: z.array(of) });

/** Descriptions of the routes of the EHDS lane (docs/EHDS.md), by name. */
export const PERMIT_ABOUTS: Readonly<Record<string, RouteAbout>> = {
  accessBodies: about({
    summary: "Access bodies by country: where to reach them, what they charge (Art. 58(1)(e), 62(3)).",
    answers: { 200: jsonAnswer("All that are registered here.", SHAPE.accessBodies) },
  }),
  accessBodyPut: about({
    summary: "An access body describes itself; its account has the HDAB role on chain.",
    auth: "signed",
    body: AccessBody,
    answers: { 200: jsonAnswer("As it is kept.", AccessBody) },
  }),
  ehdsApply: about({
    summary: "An application for a data permit (Art. 67), over one or more countries.",
    auth: "signed",
    body: AccessApplication,
    answers: {
      200: jsonAnswer("It was submitted before.", SHAPE.submission),
      201: jsonAnswer("A case before each country's access body.", SHAPE.submission),
    },
  }),
  ehdsRequest: about({
    summary: "A data request for a statistical answer (Art. 69), which never opens a record.",
    auth: "signed",
    body: DataRequest,
    answers: {
      200: jsonAnswer("It was submitted before.", SHAPE.submission),
      201: jsonAnswer("A case before each country's access body.", SHAPE.submission),
    },
  }),
  ehdsAct: about({
    summary: "The next act of a case, signed for its number by who may take it now.",
    auth: "signed",
    body: z.union([ProceedingAct, DataRequestAct]),
    answers: { 201: jsonAnswer("It is recorded; the number of the next one.", SHAPE.next) },
  }),
  ehdsComplete: about({
    summary: "The completed application of a case that was returned as incomplete (Art. 68(4)).",
    auth: "signed",
    body: AccessApplication,
    answers: { 201: jsonAnswer("It is recorded; the number of the next act.", SHAPE.next) },
  }),
  ehdsAgree: about({
    summary: "The applicant takes a statistical answer instead of a permit (Art. 68(3)).",
    auth: "signed",
    body: DataRequest,
    answers: {
      201: jsonAnswer("The request is a case of its own.", z.strictObject({ requestHash: SHAPES.hash })),
    },
  }),
  ehdsOwnCases: about({
    summary: "Every case that the signer has a part in, newest first; ?first= and ?offset=.",
    auth: "signed",
    answers: { 200: jsonAnswer("The cases.", list(SHAPE.ownCase, "cases")) },
  }),
  ehdsCase: about({
    summary: "A case as the public register shows it, or whole for who signs as one of its parties.",
    answers: { 200: jsonAnswer("The case.", z.union([SHAPE.wholeCase, SHAPE.registerEntry])) },
  }),
  ehdsPermit: about({
    summary: "The newest permit of a case as JSON-LD, with the access body's EIP-712 proof.",
    answers: {
      200: {
        description: "The permit; its keccak256 without the proof is on chain.",
        types: ["application/ld+json"],
        shape: z.intersection(z.looseObject(PermitDocument.shape), z.looseObject({ proof: DocumentProof })),
      },
    },
  }),
  ehdsAccess: about({
    summary: "What the permit lets the signer open now, if it names them (Art. 61(2), 73(1)(d)).",
    auth: "signed",
    body: z.strictObject({ name: z.string().min(1), salt: SHAPES.hash }),
    answers: { 200: jsonAnswer("What may be opened, and until when.", SHAPE.recordAccess) },
  }),
  ehdsRegister: about({
    summary: "The public register (Art. 57(1)(j)); ?country= lane= purpose= dataset= first= offset=.",
    answers: { 200: jsonAnswer("Newest first.", list(SHAPE.registerEntry, "entries")) },
  }),
  ehdsRegisterCsv: about({
    summary: "The public register as CSV, with the same filters.",
    answers: { 200: { description: "A line per entry, one with the names.", types: ["text/csv"] } },
  }),
  ehdsReport: about({
    summary: "Figures of an access body's activity report (Art. 59(1)); ?from= and ?until= in unix seconds.",
    answers: { 200: jsonAnswer("The figures.", SHAPE.report) },
  }),
  complaintLodge: about({
    summary: "Lodges a complaint (Art. 81), without an account; the words are sealed to the access body.",
    body: Complaint,
    answers: { 201: jsonAnswer("A number and a secret to follow it by.", SHAPE.lodged) },
  }),
  complaintFollow: about({
    summary: "Where a complaint stands; the secret goes into the header X-Symbolon-Receipt.",
    answers: { 200: jsonAnswer("The complaint without its words.", SHAPE.complaint) },
  }),
  complaintList: about({
    summary: "Complaints to the access body, sealed words included.",
    auth: "signed",
    answers: { 200: jsonAnswer("Oldest first.", SHAPE.complaints) },
  }),
  complaintStep: about({
    summary: "The access body reports progress on a complaint, or decides it.",
    auth: "signed",
    body: ComplaintStep,
    answers: { 201: jsonAnswer("It is recorded.", z.strictObject({ complaintId: z.string() })) },
  }),
  feasibilityAsk: about({
    summary: "How many there would be: asked before an application, answered suppressed and rounded.",
    auth: "signed",
    body: FeasibilityQuestion,
    answers: {
      200: jsonAnswer("With the answer.", SHAPE.question),
      202: jsonAnswer("The holder has not answered yet.", SHAPE.question),
    },
  }),
  feasibilityOpen: about({
    summary: "Questions that the dataset's owner has not answered.",
    auth: "signed",
    answers: { 200: jsonAnswer("Oldest first.", SHAPE.questions) },
  }),
  feasibilityAnswer: about({
    summary: "The owner's answer, which is the answer for everybody.",
    auth: "signed",
    body: SHAPE.question.shape.answer.unwrap(),
    answers: { 200: jsonAnswer("It is kept.", z.strictObject({ questionDigest: SHAPES.hash })) },
  }),
};

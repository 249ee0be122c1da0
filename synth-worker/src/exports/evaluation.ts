export { combineAnswers } from "../evaluate/combineAnswers.ts";

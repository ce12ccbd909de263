/** Every message between the extension host and the typeset view, and what the language server answers, once, each with its check. */
import * as v from 'valibot';
import { type Received, receive } from '../protocol.ts';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const Position = v.object({ line: natural, character: natural });
export type Position = v.InferOutput<typeof Position>;
const Range = v.object({ start: Position, end: Position });

const Row = v.object({
  range: Range,
  /** 0: a declaration, 1: what is in it, 2: what is in that. */
  depth: natural,
  text: v.string(),
  /** Null: the row has words only. */
  latex: v.nullable(v.string()),
  /** Null: it cannot be typeset, or there is nothing to typeset. */
  svg: v.nullable(v.string()),
});
export type Row = v.InferOutput<typeof Row>;

/** The request of the language server with its answer: the rows of a file in their order, and all of it as LaTeX. */
export const TYPESET_REQUEST = 'qham/typeset';
const Typeset = v.object({ rows: v.array(Row), latex: v.string() });
export type Typeset = v.InferOutput<typeof Typeset>;

/** Checks an answer to `qham/typeset`. @throws ValiError that says what is wrong */
export const parseTypeset = (value: unknown): Typeset => v.parse(Typeset, value);

const ToTypeset = v.variant('type', [
  v.object({
    type: v.literal('file'),
    /** Name of the file, without its folders. */
    name: v.string(),
    rows: v.array(Row),
    /** Lines of the file with an error: what is shown of them may be what stood there before. */
    broken: v.array(natural),
  }),
  /** The cursor of the editor is here. */
  v.object({ type: v.literal('cursor'), position: Position }),
]);
export type ToTypeset = v.InferOutput<typeof ToTypeset>;

const FromTypeset = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Select this text in the editor. */
  v.object({ type: v.literal('reveal'), range: Range }),
  /** Copy the LaTeX of a row; null: of the whole file. */
  v.object({ type: v.literal('copy'), row: v.nullable(natural) }),
  v.object({ type: v.literal('fault'), message: v.string() }),
]);
export type FromTypeset = v.InferOutput<typeof FromTypeset>;

/** Every text of the typeset view; the host translates them. */
const TypesetTexts = v.object({
  title: v.string(),
  empty: v.string(),
  copy: v.string(),
  copyAll: v.string(),
  rows: v.string(),
  error: v.string(),
});
export type TypesetTexts = v.InferOutput<typeof TypesetTexts>;

/** Checks what the view sent to the host. */
export const receiveFromTypeset = (value: unknown): Received<FromTypeset> => receive(FromTypeset, value);
/** Checks what the host sent to the view. */
export const receiveToTypeset = (value: unknown): Received<ToTypeset> => receive(ToTypeset, value);
/** Checks the texts that the host put into the page. */
export const receiveTypesetTexts = (value: unknown): Received<TypesetTexts> => receive(TypesetTexts, value);

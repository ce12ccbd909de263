import type { AstNode } from 'langium';
import { AstUtils, GrammarUtils } from 'langium';
import { type Phrase, say } from '../localization/phrase.ts';
import { typedNode } from '../semantics/energies/origin.ts';
import type { Fix } from './fix.ts';

/** A stretch of text; lines and characters count from 0, the end is not part of it. */
export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export type Severity = 'error' | 'warning' | 'info';

/** Another place that a finding speaks of, with what it has to do with it. */
export interface Related {
  readonly message: Phrase;
  readonly range: Range;
  /** The file that it is in, where that is not the file of the finding. */
  readonly uri?: string;
}

/** One thing that a check found, at its place in the text. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in terms of the physics. */
  readonly message: Phrase;
  /** The way out, where one is obvious. */
  readonly hint?: Phrase;
  readonly range: Range;
  /** The file that its place is in. */
  readonly uri?: string;
  readonly related: readonly Related[];
  /** Repairs that an editor can offer. */
  readonly fixes?: readonly Fix[];
}

/** Where something is: a node, one property of it, or plain positions. */
export type Place = AstNode | { readonly node: AstNode; readonly property: string; readonly index?: number } | Range;

/** A sort of finding: its stable code and how it speaks. Made in the catalogue only. */
export interface FindingKind<P> {
  readonly code: string;
  readonly severity: Severity;
  /** What the sort is about, for the reference. */
  readonly title: Phrase;
  readonly text: (parameters: P) => {
    readonly message: Phrase;
    readonly hint?: Phrase | undefined;
    /** What is probably meant in the place of the marked text. */
    readonly instead?: string | undefined;
  };
}

/** Takes what a check found. */
export type Report = <P>(
  kind: FindingKind<P>,
  place: Place,
  parameters: P,
  related?: readonly (readonly [Place, Phrase])[],
  fixes?: readonly Fix[],
) => void;

/** For asking a question whose findings are reported elsewhere. */
export const silently: Report = () => {};

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The range of a place in its file; the file's start for nodes that were never written. */
export function rangeOf(place: Place): Range {
  if ('start' in place && 'end' in place && !('$type' in place)) return place;
  if ('property' in place && !('$type' in place)) {
    const { node, property, index } = place as { node: AstNode; property: string; index?: number };
    if (typedNode(node) !== node) return rangeOf(node);
    return GrammarUtils.findNodeForProperty(node.$cstNode, property, index)?.range ?? rangeOf(node);
  }
  return typedNode(place as AstNode).$cstNode?.range ?? NOWHERE;
}

/** The stretch of text that a place takes, by offsets; undefined for plain positions and what was never written. */
function spanOf(place: Place): { offset: number; end: number } | undefined {
  const within = '$type' in place ? (place as AstNode) : 'node' in place ? place.node : undefined;
  // What nobody typed nobody can exchange.
  if (within && typedNode(within) !== within) return undefined;
  if ('property' in place && !('$type' in place)) {
    const { node, property, index } = place as { node: AstNode; property: string; index?: number };
    return GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
  }
  return '$type' in place ? (place as AstNode).$cstNode : undefined;
}

/** The file of a place; nothing for plain positions and names that were never written. */
function uriOf(place: Place): { uri?: string } {
  const node = '$type' in place ? (place as AstNode) : 'node' in place ? place.node : undefined;
  const uri = node?.$cstNode && AstUtils.findRootNode(node).$document?.uri;
  return uri ? { uri: uri.toString() } : {};
}

/** Collects findings in the order of the text, each only once. */
export function createReport(): { report: Report; findings: () => Finding[] } {
  const found = new Map<string, Finding>();
  const report: Report = (kind, place, parameters, related = [], fixes = []) => {
    const { message, hint, instead } = kind.text(parameters);
    const range = rangeOf(place);
    const repairs = [...fixes, ...exchange(place, instead)];
    const finding: Finding = {
      code: kind.code,
      severity: kind.severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      range,
      ...uriOf(place),
      related: related.map(([where, text]) => ({ message: text, range: rangeOf(where), ...uriOf(where) })),
      ...(repairs.length === 0 ? {} : { fixes: repairs }),
    };
    const key = JSON.stringify([kind.code, range, message]);
    if (!found.has(key)) found.set(key, finding);
  };
  return { report, findings: () => inOrder([...found.values()]) };
}

/** Findings in the order of the text. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    ({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character,
  );
}

/** The repair that writes another name, if one is meant. */
function exchange(place: Place, instead: string | undefined): Fix[] {
  const span = instead === undefined ? undefined : spanOf(place);
  return span
    ? [{ title: say`Change to ‘${instead!}’`, edits: [{ offset: span.offset, end: span.end, text: instead! }] }]
    : [];
}

import { type File, isExpectation, isPhase, isSweep, isTrain, isUnits, sourceText } from '@qham/grammar';
import { GrammarUtils, type LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver';

/** Request with `{ textDocument }`: what of a document can be trained, and what it promises; also where it has errors. */
export const TRAINS_REQUEST = 'qham/trains';

export interface TrainsResult {
  /** Name of the system of units; empty where the document has none. */
  readonly units: string;
  readonly trains: readonly TrainPlace[];
  readonly sweeps: readonly SweepPlace[];
}

export interface SweepPlace {
  readonly name: string;
  /** Of the name after `sweep`. */
  readonly nameRange: Range;
  /** The train that is trained at each of its values. */
  readonly train: string;
}

export interface TrainPlace {
  readonly name: string;
  /** Of the name after `train`. */
  readonly nameRange: Range;
  readonly range: Range;
  /** The phases of its schedule, in their order. */
  readonly phases: readonly { readonly name: string; readonly range: Range }[];
  readonly expectations: readonly { readonly text: string; readonly range: Range }[];
}

/** The trains and sweeps of a document in their order; one that has no name yet is left out. */
export function trainsOf(document: LangiumDocument): TrainsResult {
  const { statements } = document.parseResult.value as File;
  const trains = statements.filter(isTrain).flatMap((train): TrainPlace[] => {
    const nameRange = GrammarUtils.findNodeForProperty(train.$cstNode, 'name')?.range;
    if (!nameRange || !train.$cstNode || !train.name) return [];
    const expectations = train.members
      .filter(isExpectation)
      .flatMap((node) => (node.$cstNode ? [{ text: sourceText(node), range: node.$cstNode.range }] : []));
    const phases = (train.schedule?.ref?.members ?? [])
      .filter(isPhase)
      .flatMap(({ name, $cstNode }) => ($cstNode ? [{ name, range: $cstNode.range }] : []));
    return [{ name: train.name, nameRange, range: train.$cstNode.range, phases, expectations }];
  });
  const sweeps = statements.filter(isSweep).flatMap(({ name, train, $cstNode }): SweepPlace[] => {
    const nameRange = GrammarUtils.findNodeForProperty($cstNode, 'name')?.range;
    return nameRange && name ? [{ name, nameRange, train: train?.$refText ?? '' }] : [];
  });
  return { units: statements.find(isUnits)?.system ?? '', trains, sweeps };
}

/** The positions of a program at which there is something to complete: a word of the language, or a name that means something. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createQhamServices, loadLibrary, URI } from '@qham/grammar';
import { AstUtils, CstUtils, GrammarAST, type LeafCstNode } from 'langium';
import { QhamGrammar } from '../../grammar/generated/grammar.ts';

export interface Place {
  /** What stands there: `word`, `unit`, `path`, or the place in the grammar, `Setting.key`. */
  readonly sort: string;
  readonly text: string;
  readonly offset: number;
}

const { shared } = createQhamServices();
await loadLibrary(shared);

/** The places of a program. Names that are just being declared are anybody's choice, and numbers and signs are typed. */
export function placesOf(program: string): Place[] {
  const document = shared.workspace.LangiumDocumentFactory.fromString(program, URI.parse('memory:/places.qham'));
  const root = document.parseResult.value.$cstNode;
  return CstUtils.flattenCst(root!)
    .flatMap((leaf) => {
      const sort = leaf.hidden ? undefined : sortOf(leaf);
      return sort === undefined ? [] : [{ sort, text: leaf.text, offset: leaf.offset }];
    })
    .toArray();
}

function sortOf(leaf: LeafCstNode): string | undefined {
  const source = leaf.grammarSource;
  if (ruleOf(source) === 'Name') return leaf.container ? propertySort(leaf.container.grammarSource) : undefined;
  if (GrammarAST.isKeyword(source)) return /^\p{L}/u.test(source.value) ? `word ${source.value}` : undefined;
  return leaf.tokenType.name === 'UNIT' ? 'unit' : leaf.tokenType.name === 'STRING' ? 'path' : undefined;
}

/** `Setting.key`; undefined for names that are being declared. */
function propertySort(source: GrammarAST.AbstractElement | undefined): string | undefined {
  const property = AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature;
  return property === undefined || property === 'name' ? undefined : `${ruleOf(source)}.${property}`;
}

function ruleOf(element: GrammarAST.AbstractElement | undefined): string | undefined {
  return AstUtils.getContainerOfType(element, GrammarAST.isParserRule)?.name;
}

/** Every sort of place that the grammar has. */
export function sortsOfPlaces(): string[] {
  const sorts = AstUtils.streamAst(QhamGrammar()).map((element) => sortIn(element as GrammarAST.AbstractElement));
  return [...new Set(sorts)].filter((sort) => sort !== undefined).sort();
}

function sortIn(element: GrammarAST.AbstractElement): string | undefined {
  if (ruleOf(element) === 'Name') return undefined;
  if (GrammarAST.isKeyword(element)) return /^\p{L}/u.test(element.value) ? `word ${element.value}` : undefined;
  // In `[Train:Name]` the call of the rule is a part of the reference.
  const name = GrammarAST.isRuleCall(element) ? element.rule.$refText : undefined;
  if (name === 'UNIT' || name === 'STRING') return name === 'UNIT' ? 'unit' : 'path';
  return name === 'Name' ? propertySort(element) : undefined;
}

const ROOT = join(import.meta.dirname, '../..');
const PAGES = join(ROOT, 'docs/language');
const files = (folder: string, ending: string) => readdirSync(folder).filter((name) => name.endsWith(ending));

/** The example files, and the programs of the reference. */
export const EXAMPLES: readonly (readonly [name: string, text: string])[] = files(join(ROOT, 'examples'), '.qham').map(
  (name) => [name, readFileSync(join(ROOT, 'examples', name), 'utf8')] as const,
);
export const PAGE_PROGRAMS: readonly (readonly [name: string, text: string])[] = files(PAGES, '.md').flatMap((page) =>
  [...readFileSync(join(PAGES, page), 'utf8').matchAll(/```qham\n([\s\S]*?)```/g)].map(
    ([, text], i) => [`${page}, program ${i + 1}`, text!] as const,
  ),
);

/**
 * Railroad diagrams of the grammar's rules, from the grammar files themselves.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GrammarAST, URI } from 'langium';
import { createLangiumGrammarServices } from 'langium/grammar';
import { NodeFileSystem } from 'langium/node';
import { createGrammarDiagramSvg } from 'langium-railroad';

/** The rules that the reference shows, by the page's word for them. */
const SHOWN = [
  ...['Import', 'Units', 'FileParameter', 'NamedFormula', 'Hamiltonian', 'Parameter', 'Definition', 'Particle'],
  ...['Particles', 'Space', 'Nuclei', 'Nucleus', 'Lattice', 'Ansatz', 'Schedule', 'Sampler', 'Setting', 'Phase'],
  ...['Optimizer', 'Freeze', 'StopRule', 'Evaluation', 'Train', 'StartFrom', 'Expectation', 'Observation', 'Sweep'],
  ...['Inverse', 'UnknownPotential', 'Anchor', 'Agreement', 'Addition', 'Multiplication', 'Signed', 'Power', 'Postfix'],
  ...['Primary', 'Summation', 'Index', 'Piecewise', 'Branch', 'NumberLiteral', 'UnitFactor'],
];

/** SVG of each shown rule, by the name of the rule. */
export async function diagrams(folder: string): Promise<Map<string, string>> {
  const { shared } = createLangiumGrammarServices(NodeFileSystem);
  const { LangiumDocuments: documents, DocumentBuilder: builder } = shared.workspace;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.langium')).sort();
  const parsed = await Promise.all(names.map((name) => documents.getOrCreateDocument(URI.file(join(folder, name)))));
  await builder.build(parsed);
  const rules = parsed
    .flatMap(({ parseResult }) => (parseResult.value as GrammarAST.Grammar).rules)
    .filter(GrammarAST.isParserRule)
    .filter(({ name }) => SHOWN.includes(name));
  const drawn = createGrammarDiagramSvg(rules);
  return new Map([...drawn].map(([rule, svg]) => [rule, titled(svg.trim(), rule)]));
}

/** A picture with words for those who do not see it. */
function titled(svg: string, rule: string): string {
  return svg.replace(/^(<svg[^>]*>)/, `$1\n<title>Diagram of the grammar rule ${rule}</title>`);
}

import { isDefinition, isLibraryName, kindOfDefinition, type LibraryName, silently } from '@qham/grammar';
import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import { AbstractSemanticTokenProvider, type SemanticTokenAcceptor } from 'langium/lsp';

/** What a word can be. The first ones are the protocol's own; the extension says what editors shall fall back to for the rest. */
const TYPES = [
  'operator',
  'parameter',
  'function',
  'property',
  'enumMember',
  'class',
  'variable',
  'field',
  'coordinate',
  'unit',
  'block',
] as const;
type TokenType = (typeof TYPES)[number];

const MODIFIERS = ['declaration', 'defaultLibrary', 'readonly'] as const;

/** What the declarations of the language are; a definition is what its formula is. */
const DECLARATIONS: Readonly<Record<string, TokenType>> = {
  Hamiltonian: 'class',
  Ansatz: 'class',
  Schedule: 'class',
  Train: 'class',
  Phase: 'variable',
  Parameter: 'parameter',
  Particle: 'coordinate',
  Index: 'variable',
  Particles: 'coordinate',
  Positions: 'coordinate',
  FormalArgument: 'coordinate',
  NamedFormula: 'function',
  FileParameter: 'parameter',
  UnknownPotential: 'field',
  Sweep: 'class',
  Inverse: 'class',
};

const KINDS: Readonly<Record<ReturnType<typeof kindOfDefinition>, TokenType>> = {
  number: 'variable',
  scalar: 'field',
  vector: 'field',
  positions: 'coordinate',
  operator: 'operator',
  momentum: 'operator',
  derivative: 'operator',
  spins: 'operator',
  spin: 'operator',
  matrix: 'field',
  features: 'field',
  network: 'block',
  error: 'variable',
};

const LIBRARY: Readonly<Record<LibraryName['noun'], TokenType>> = {
  function: 'function',
  constant: 'variable',
  activation: 'enumMember',
  initialisation: 'enumMember',
  proposal: 'enumMember',
  start: 'enumMember',
  'objective term': 'enumMember',
  sampler: 'block',
  optimizer: 'block',
  block: 'block',
  'stopping rule': 'block',
  method: 'block',
  sampling: 'enumMember',
  symmetry: 'enumMember',
  spin: 'enumMember',
  cell: 'enumMember',
  'cusp condition': 'enumMember',
  region: 'enumMember',
  observable: 'function',
  operator: 'operator',
  'nuclear charge': 'variable',
  'imaginary unit': 'variable',
  energy: 'operator',
  'part of a wave function': 'function',
  variable: 'variable',
};

/** Tells operators, fields, coordinates, parameters, units, blocks and settings apart, which a regular expression cannot. */
export class QhamSemanticTokenProvider extends AbstractSemanticTokenProvider {
  override get tokenTypes(): Record<string, number> {
    return Object.fromEntries(TYPES.map((type, i) => [type, i]));
  }

  override get tokenModifiers(): Record<string, number> {
    return Object.fromEntries(MODIFIERS.map((modifier, i) => [modifier, 1 << i]));
  }

  protected override highlightElement(node: AstNode, accept: SemanticTokenAcceptor): void {
    const mark = (property: string, type: TokenType, ...modifier: string[]) => {
      const cst = GrammarUtils.findNodeForProperty(node.$cstNode, property);
      if (cst) accept({ cst, type, modifier });
    };
    if (node.$type === 'Units') mark('system', 'unit');
    if (node.$type === 'Setting' || node.$type === 'SettingsGroup' || node.$type === 'Flag') mark('key', 'property');
    if (node.$type === 'UnitFactor') mark('symbol', 'unit');
    if (node.$type === 'Laplacian') mark('operator', 'operator');
    if ('name' in node && typeof node.name === 'string') mark('name', typeOf(node), 'declaration');
    for (const { reference } of AstUtils.streamReferences(node)) {
      const target = 'ref' in reference ? reference.ref : undefined;
      if (!target || !reference.$refNode) continue;
      const modifier = isLibraryName(target)
        ? ['defaultLibrary', ...(target.noun === 'constant' ? ['readonly'] : [])]
        : [];
      accept({ cst: reference.$refNode, type: typeOf(target), modifier });
    }
  }
}

function typeOf(node: AstNode): TokenType {
  if (isLibraryName(node)) return LIBRARY[node.noun];
  if (isDefinition(node)) return KINDS[kindOfDefinition(node, { operators: true, report: silently })];
  return DECLARATIONS[node.$type] ?? 'variable';
}

import { isLibraryName, type LibraryName } from '@qham/grammar';
import type { AstNode, AstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver';

const SYMBOLS: Readonly<Record<string, SymbolKind>> = {
  Hamiltonian: SymbolKind.Class,
  Ansatz: SymbolKind.Function,
  Schedule: SymbolKind.Event,
  Train: SymbolKind.Method,
  Phase: SymbolKind.Event,
  Parameter: SymbolKind.TypeParameter,
  Particle: SymbolKind.Variable,
  Definition: SymbolKind.Constant,
  Index: SymbolKind.Variable,
  Particles: SymbolKind.Variable,
  Positions: SymbolKind.Variable,
  FormalArgument: SymbolKind.Variable,
  NamedFormula: SymbolKind.Function,
  FileParameter: SymbolKind.Constant,
  UnknownPotential: SymbolKind.Variable,
  Sweep: SymbolKind.Method,
  Inverse: SymbolKind.Method,
};

const COMPLETIONS: Readonly<Record<string, CompletionItemKind>> = {
  Hamiltonian: CompletionItemKind.Class,
  Ansatz: CompletionItemKind.Function,
  Schedule: CompletionItemKind.Event,
  Parameter: CompletionItemKind.TypeParameter,
  Particle: CompletionItemKind.Variable,
  Definition: CompletionItemKind.Constant,
  Index: CompletionItemKind.Variable,
  Particles: CompletionItemKind.Variable,
  Positions: CompletionItemKind.Variable,
  FormalArgument: CompletionItemKind.Variable,
  NamedFormula: CompletionItemKind.Function,
  FileParameter: CompletionItemKind.Constant,
  UnknownPotential: CompletionItemKind.Variable,
};

const LIBRARY: Readonly<Record<LibraryName['noun'], CompletionItemKind>> = {
  function: CompletionItemKind.Function,
  constant: CompletionItemKind.Constant,
  activation: CompletionItemKind.EnumMember,
  initialisation: CompletionItemKind.EnumMember,
  proposal: CompletionItemKind.EnumMember,
  start: CompletionItemKind.EnumMember,
  'objective term': CompletionItemKind.EnumMember,
  sampler: CompletionItemKind.Module,
  optimizer: CompletionItemKind.Module,
  block: CompletionItemKind.Module,
  'stopping rule': CompletionItemKind.Module,
  method: CompletionItemKind.Module,
  sampling: CompletionItemKind.EnumMember,
  symmetry: CompletionItemKind.EnumMember,
  spin: CompletionItemKind.EnumMember,
  cell: CompletionItemKind.EnumMember,
  'cusp condition': CompletionItemKind.EnumMember,
  region: CompletionItemKind.EnumMember,
  observable: CompletionItemKind.Function,
  operator: CompletionItemKind.Operator,
  'nuclear charge': CompletionItemKind.Constant,
  'imaginary unit': CompletionItemKind.Constant,
  energy: CompletionItemKind.Constant,
  'part of a wave function': CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
};

/** The pictures beside names in the outline and in completion lists. */
export class QhamNodeKindProvider implements NodeKindProvider {
  getSymbolKind(node: AstNode | AstNodeDescription): SymbolKind {
    return SYMBOLS['$type' in node ? node.$type : (node as AstNodeDescription).type] ?? SymbolKind.Field;
  }

  getCompletionItemKind(node: AstNode | AstNodeDescription): CompletionItemKind {
    const target = '$type' in node ? (node as AstNode) : (node as AstNodeDescription).node;
    if (isLibraryName(target)) return LIBRARY[target.noun];
    return COMPLETIONS[target?.$type ?? ''] ?? CompletionItemKind.Reference;
  }
}

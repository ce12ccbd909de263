import {
  type Definition,
  energyOf,
  isAnsatz,
  isDefinition,
  isExpression,
  isHamiltonian,
  latexOf,
  latexOfDefinition,
  psiOf,
  type Speak,
  say,
} from '@qham/grammar';
import { type AstNode, type Cancellation, DocumentState, interruptAndCheck } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { QhamServerServices } from '../module.ts';
import { plotDefinition } from '../plot/plot.ts';
import type { Typesetter } from '../typeset/typesetter.ts';
import type { Appearance } from './appearance.ts';

/** VS Code cuts Markdown at 100,000 signs; a picture that is cut is a page of letters. */
const LARGEST = 90_000;

/** Formulas and potentials as images in Markdown, for clients that show them. */
export class Pictures {
  readonly #appearance: Appearance;
  readonly #typesetter: Typesetter;
  readonly #speak: Speak;

  constructor({ pictures, localization }: QhamServerServices) {
    this.#speak = localization.Speak;
    this.#appearance = pictures.Appearance;
    this.#typesetter = pictures.Typesetter;
  }

  /** What there is to see of a declaration or a term, as Markdown; nothing where the client shows no pictures. */
  async of(node: AstNode, token: Cancellation.CancellationToken): Promise<string[]> {
    const { colours } = this.#appearance;
    if (!colours) return [];
    const definition = definitionOf(node);
    const latex = definition ? latexOfDefinition(definition) : isExpression(node) ? latexOf(node) : undefined;
    const formula = latex === undefined ? undefined : await this.#typesetter.typeset(latex, colours.text);
    // The client may have gone on while the formula was typeset: a plot looks at many points.
    await interruptAndCheck(token);
    const plot = definition && plotDefinition(definition, colours);
    const pictures = [
      ...(formula === undefined ? [] : [image(this.#speak(say`the formula`), formula)]),
      ...(plot === undefined
        ? []
        : [`${image(this.#speak(say`the potential`), plot.svg)}\n\n${this.#speak(plot.caption)}`]),
    ];
    let room = LARGEST;
    return pictures.filter((picture) => {
      room -= picture.length;
      return room > 0;
    });
  }

  /** Loads what typesets once a file has been checked: the first hover is then as quick as the second. */
  warmUpAfterFirst(shared: LangiumSharedServices): void {
    const listener = shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, () => {
      listener.dispose();
      if (this.#appearance.colours) void this.#typesetter.warmUp();
      return Promise.resolve();
    });
  }
}

/** Hamiltonians and ansätze are what their H and psi are. */
function definitionOf(node: AstNode): Definition | undefined {
  if (isDefinition(node)) return node.value ? node : undefined;
  if (isHamiltonian(node)) return energyOf(node);
  return isAnsatz(node) ? psiOf(node) : undefined;
}

function image(words: string, svg: string): string {
  return `![${words}](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`;
}

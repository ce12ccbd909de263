/**
 * The texts that can be translated, out of the sources: what `say` marks in the language, what `l10n.t` is given in the extension, and
 * the comments of the library. `extension/l10n/bundle.l10n.json` is made of them.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { libraryComments } from '../language-reference/library.ts';

/** Where texts for people are, as far as an editor shows them. */
const SOURCES = [
  'extension/{*,!(dist|node_modules)/**/*}.ts',
  'language-server/{*,!(dist|node_modules)/**/*}.ts',
  'grammar/{*,!(generated|node_modules)/**/*}.ts',
  'runtime/{*,!(dist|node_modules)/**/*}.ts',
];

/**
 * The file that is translated: each text with itself, in the order of the alphabet.
 * @param root of the repository
 * @throws where a text is not written out, so that nobody could translate it
 */
export function bundle(root: string): string {
  const texts = [...new Set([...markedTexts(root), ...libraryComments()])].sort();
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), null, 2)}\n`;
}

function markedTexts(root: string): string[] {
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] }).getProjects();
    return SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).flatMap((file) => {
      const source = project!.program.getSourceFile(join(root, file));
      return source ? textsIn(source, file) : [];
    });
  } finally {
    api.close();
  }
}

/** A tag with its template, or a call with its arguments. */
type Marked = Node & {
  readonly tag?: Named;
  readonly template?: Node;
  readonly expression?: Named;
  readonly arguments?: readonly Node[];
};
type Named = Node & { readonly text?: string; readonly name?: { readonly text: string }; readonly expression?: Named };

function textsIn(node: Node, file: string): string[] {
  const found: string[] = [];
  const text = markedBy(node as Marked, file);
  // The English of a phrase is collected where it is written.
  if (text && (text as Named).name?.text !== 'english') {
    const written = writtenOut(text);
    if (written === undefined) throw new Error(`${file}: a text that is not written out: ${text.getText()}`);
    // Marks between words say nothing in any language.
    if (/\p{L}/u.test(written.replaceAll(/\{\d+\}/g, ''))) found.push(written);
  }
  node.forEachChild((child) => {
    found.push(...textsIn(child, file));
  });
  return found;
}

/** What is marked as a text, if this is a mark: `say`, and in the extension `l10n.t` too. */
function markedBy({ kind, tag, template, expression, arguments: given }: Marked, file: string): Node | undefined {
  const extension = file.startsWith('extension/');
  if (kind === SyntaxKind.TaggedTemplateExpression) return tag?.text === 'say' ? template : undefined;
  if (kind !== SyntaxKind.CallExpression) return undefined;
  const translated = expression?.name?.text === 't' && lastName(expression.expression) === 'l10n';
  return expression?.text === 'say' || (extension && translated) ? given?.[0] : undefined;
}

const lastName = (node: Named | undefined): string => node?.name?.text ?? node?.text ?? '';

/** A literal as it is translated: with {0}, {1} and on for what is put into it. */
function writtenOut(node: Node): string | undefined {
  const { text, head, templateSpans } = node as Node & {
    text?: string;
    head?: { text: string };
    templateSpans?: readonly { literal: { text: string } }[];
  };
  if (node.kind === SyntaxKind.StringLiteral || node.kind === SyntaxKind.NoSubstitutionTemplateLiteral) return text;
  if (node.kind !== SyntaxKind.TemplateExpression) return undefined;
  return [head!, ...templateSpans!.map(({ literal }) => literal)].reduce(
    (before, part, i) => (i === 0 ? part.text : `${before}{${i - 1}}${part.text}`),
    '',
  );
}

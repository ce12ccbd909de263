import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
/** Not the pages: their texts come from the host, and a test looks at each page for others. */
const FILES = globSync('extension/{*,!(webview|dist|node_modules|media)/**/*}.ts', { cwd: ROOT }).sort();

/** Properties whose values VS Code shows. */
const SHOWN = [
  ...['label', 'title', 'detail', 'description', 'placeHolder', 'prompt', 'tooltip', 'text', 'name', 'message'],
  ...['accessibilityInformation', 'contentText', 'openLabel', 'saveLabel', 'value'],
];

/** In the metadata of a figure, for programs. */
const UNTRANSLATED = ['"qham run "', '", program sha256 "'];

let api: API;
let sources: Map<string, SourceFile>;
beforeAll(() => {
  api = new API({ cwd: ROOT });
  const [project] = api.updateSnapshot({ openProjects: [join(ROOT, 'tsconfig.json')] }).getProjects();
  sources = new Map(FILES.map((file) => [file, project!.program.getSourceFile(join(ROOT, file))!]));
});
afterAll(() => api.close());

test('every file of the extension is looked at', () => {
  expect(FILES.length).toBeGreaterThan(50);
  expect([...sources].filter(([, source]) => !source).map(([file]) => file)).toEqual([]);
});

test('sentences stand in calls of l10n.t, in phrases, in the log or in errors', () => {
  const sentences = escaping(
    (text) => /\p{L}{2,} \p{L}/u.test(text),
    () => true,
  );
  expect(sentences.filter((found) => !UNTRANSLATED.some((text) => found.endsWith(text)))).toEqual([]);
});

test('what VS Code shows has no word that is written in the code', () => {
  expect(escaping((text) => /\p{L}{2}/u.test(text), isShown)).toEqual([]);
});

test('package.json has its texts in package.nls.json', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'extension/package.json'), 'utf8'));
  const found: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
    else if (
      /\.(title|description|markdownDescription|contents|contextualTitle)$/.test(path) &&
      !/^%.*%$/.test(`${value}`)
    )
      found.push(`${path}: ${value}`);
  };
  look({ description: manifest.description, ...manifest.capabilities, ...manifest.contributes }, '');
  // The name of the product is the same in every language.
  expect(found.filter((text) => !text.endsWith(': QHam'))).toEqual([]);
});

/** Literals with such a text, at such a place, that no translation reaches: `file:line "text"`. */
function escaping(hasText: (text: string) => boolean, isThere: (node: Node) => boolean): string[] {
  const found: string[] = [];
  for (const [file, source] of sources) {
    const visit = (node: Node): void => {
      const text = textOf(node);
      if (text !== null && hasText(text) && isThere(node) && !ancestors(node).some(isElsewhere)) {
        const line = source.text.slice(0, node.pos).split('\n').length + 1;
        found.push(`${file}:${line} ${JSON.stringify(text)}`);
      }
      node.forEachChild(visit);
    };
    visit(source);
  }
  return found;
}

/** What a literal, or a piece of a template, says. Markup is no text. */
function textOf(node: Node): string | null {
  switch (node.kind) {
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
    case SyntaxKind.TemplateHead:
    case SyntaxKind.TemplateMiddle:
    case SyntaxKind.TemplateTail: {
      const { text } = node as Node & { text: string };
      return text.replaceAll(/<[^>]*>?|[^<]*>/g, ' ');
    }
    default:
      return null;
  }
}

function ancestors(node: Node): Node[] {
  return node.parent ? [node.parent, ...ancestors(node.parent)] : [];
}

/** Translated; of the log; of an error, which is for those who repair; the path of an import. */
function isElsewhere(node: Node): boolean {
  if (node.kind === SyntaxKind.ImportDeclaration) return true;
  if (node.kind === SyntaxKind.TaggedTemplateExpression)
    return (node as Node & { tag: { text?: string } }).tag.text === 'say';
  const called = calledName(node);
  if (node.kind === SyntaxKind.NewExpression) return /Error$/.test(called);
  return node.kind === SyntaxKind.CallExpression && /^(t|error|warn|info|debug|trace)$/.test(called);
}

/** The last name of what is called; empty where nothing is. */
function calledName(node: Node): string {
  const called = (node as Node & { expression?: Node & { text?: string; name?: { text: string } } }).expression;
  return called?.name?.text ?? called?.text ?? '';
}

/** Whether VS Code shows what stands here: in a message or an input, or as a property that says so. */
function isShown(node: Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent.kind === SyntaxKind.CallExpression && /^show\w+(Message|Pick|Box)$/.test(calledName(parent)))
    return node !== (parent as Node & { expression: Node }).expression;
  if (parent.kind === SyntaxKind.PropertyAssignment)
    return SHOWN.includes((parent as Node & { name: { text: string } }).name.text);
  if (parent.kind === SyntaxKind.TemplateExpression || parent.kind === SyntaxKind.TemplateSpan) return isShown(parent);
  if (parent.kind === SyntaxKind.BinaryExpression) {
    const { left } = parent as Node & { left: Node & { name?: { text: string } } };
    return left !== node && SHOWN.includes(left.name?.text ?? '');
  }
  return parent.kind === SyntaxKind.ConditionalExpression && isShown(parent);
}

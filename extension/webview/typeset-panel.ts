import type { Position, Row, ToTypeset, TypesetTexts } from '../typeset/protocol.ts';
import { element } from './element.ts';

/** What the user does in the view. */
export interface TypesetRequests {
  reveal(range: Row['range']): void;
  /** Null: the whole file. */
  copy(row: number | null): void;
}

type File = Extract<ToTypeset, { type: 'file' }>;

/** Builds the typeset view inside `host`; returns what shows a message of the host. */
export function createTypesetPanel(
  host: HTMLElement,
  texts: TypesetTexts,
  requests: TypesetRequests,
): (message: ToTypeset) => void {
  let file: File | null = null;
  let cursor: Position = { line: 0, character: 0 };
  const heading = element('h1', {});
  const copyAll = element('button', { type: 'button' }, texts.copyAll);
  copyAll.addEventListener('click', () => requests.copy(null));
  const list = element('ol', { class: 'rows', 'aria-label': texts.rows });
  const empty = element('p', { class: 'empty' }, texts.empty);
  host.replaceChildren(element('div', { class: 'typeset' }, element('header', {}, heading, copyAll), list, empty));

  const mark = () => {
    const current = file === null ? -1 : rowAt(file.rows, cursor);
    for (const [n, row] of [...list.children].entries()) {
      row.classList.toggle('current', n === current);
      row.querySelector('.show')?.setAttribute('aria-current', String(n === current));
    }
    // What is seen already stays where it is.
    list.children[current]?.scrollIntoView({ block: 'nearest' });
  };
  return (message) => {
    if (message.type === 'cursor') cursor = message.position;
    // What is drawn anew under a click loses it.
    else if (JSON.stringify(message) !== JSON.stringify(file)) {
      file = message;
      heading.textContent = message.name;
      empty.hidden = message.rows.length > 0;
      copyAll.hidden = message.rows.length === 0;
      list.replaceChildren(...message.rows.map((row, n) => rowElement(row, n, message.broken, texts, requests)));
    }
    mark();
  };
}

/**
 * The innermost row that a place belongs to: the last one that begins at or before it, or the first one of its line where the place is
 * further left; −1 before the first.
 */
export function rowAt(rows: readonly Row[], { line, character }: Position): number {
  const first = rows.findIndex(({ range }) => range.start.line === line);
  const last = rows.findLastIndex(
    ({ range: { start } }) => start.line < line || (start.line === line && start.character <= character),
  );
  return Math.max(first, last);
}

function rowElement(
  row: Row,
  n: number,
  broken: readonly number[],
  texts: TypesetTexts,
  requests: TypesetRequests,
): HTMLElement {
  const { range, depth, text, latex, svg } = row;
  const formula = svg === null ? null : formulaOf(svg, text);
  const show = element(
    'button',
    { class: 'show', type: 'button' },
    formula ?? (depth === 0 ? element('strong', {}, text) : element('code', {}, text)),
  );
  show.addEventListener('click', () => requests.reveal(range));
  const hasError = broken.some((line) => line >= range.start.line && line <= range.end.line);
  const copy = element(
    'button',
    { class: 'link copy', type: 'button', 'aria-label': `${texts.copy}: ${text}` },
    'LaTeX',
  );
  copy.addEventListener('click', () => requests.copy(n));
  return element(
    'li',
    { class: `depth${Math.min(depth, 3)}${hasError ? ' broken' : ''}`, title: hasError ? texts.error : null },
    show,
    ...(latex === null ? [] : [copy]),
  );
}

/** A formula of the language server, as an element; nothing in it runs, and what it cannot show is read out. */
function formulaOf(svg: string, text: string): Element | null {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  if (parsed.localName !== 'svg') return null;
  const formula = document.importNode(parsed, true);
  formula.setAttribute('role', 'img');
  formula.setAttribute('aria-label', text);
  return formula;
}

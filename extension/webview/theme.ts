/** The colours of the chart, as the colour theme of this VS Code has them. */
export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly background: string;
  readonly reference: string;
  readonly font: string;
  /** Of the states, from the lowest; they repeat. */
  state(index: number): string;
}

const STATES = ['blue', 'yellow', 'green', 'purple', 'red', 'orange'];

/** Reads the theme as it is now. The colours are VS Code's own variables, resolved for a canvas. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const body = getComputedStyle(document.body);
  const read = (...names: string[]) => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return body.color;
  };
  const foreground = read('foreground');
  const highContrast = document.body.classList.contains('vscode-high-contrast');
  const states = STATES.map((name) => read(`charts-${name}`));
  return {
    foreground,
    muted: highContrast ? foreground : read('descriptionForeground'),
    grid: highContrast
      ? `color-mix(in srgb, ${foreground} 35%, transparent)`
      : `color-mix(in srgb, ${foreground} 9%, transparent)`,
    background: read('sideBar-background', 'editor-background'),
    reference: foreground,
    font: `11px ${body.fontFamily}`,
    state: (index) => states[index % states.length]!,
  };
}

/** Calls back when the colour theme changes, which VS Code shows by the attributes of these two elements. */
export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
}

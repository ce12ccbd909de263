type Child = Node | string;

/** Makes an element with attributes and children; an attribute whose value is null is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | null>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Replaces the children of an element, but only when `key` has changed since: a button keeps its focus, a reader its place. */
export function refresh(host: HTMLElement, key: unknown, children: () => readonly Child[]): void {
  const text = JSON.stringify(key);
  if (shownKeys.get(host) === text) return;
  shownKeys.set(host, text);
  host.replaceChildren(...children());
}

const shownKeys = new WeakMap<HTMLElement, string>();

/**
 * Makes a function that draws the latest of the values that it gets: the first one at once, what follows within `pause`
 * milliseconds only after them and only the last of it, unless it is said to be urgent.
 */
export function paced<T>(draw: (value: T) => void, pause: number): (value: T, urgent: boolean) => void {
  let pausing: ReturnType<typeof setTimeout> | undefined;
  let waiting: { readonly value: T } | null = null;
  const take = (value: T) => {
    waiting = null;
    draw(value);
    pausing = setTimeout(() => {
      pausing = undefined;
      if (waiting !== null) take(waiting.value);
    }, pause);
  };
  return (value, urgent) => {
    if (urgent) clearTimeout(pausing);
    if (urgent || pausing === undefined) take(value);
    else waiting = { value };
  };
}

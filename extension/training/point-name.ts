/** What a point of a sweep is called: the sweep, and the value there, as in `Curve(V0 = 5)`. */
const POINT = /^([^(]+)\((.+)\)$/s;

/** What the user asked for when this was trained: the sweep of a point, else the train itself. */
export const askedFor = (train: string): string => POINT.exec(train)?.[1] ?? train;

/** The value of a point, as in `V0 = 5`; empty for what is no point of a sweep. */
export const pointValue = (train: string): string => POINT.exec(train)?.[2] ?? '';

/** What `--json` prints of a text: its English, without the phrase that an editor would say in its own language. */
export const inEnglish = <T extends { said?: unknown }>({ said: _, ...english }: T): Omit<T, 'said'> => english;

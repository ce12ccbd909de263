import { SOURCES } from './sources.ts';
import { takes } from './takes.ts';

takes(SOURCES.soup, 30_000);

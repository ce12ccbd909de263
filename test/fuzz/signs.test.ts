import { SOURCES } from './sources.ts';
import { takes } from './takes.ts';

takes(SOURCES.signs, 30_000);

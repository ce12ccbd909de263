import { SOURCES } from './sources.ts';
import { takes } from './takes.ts';

takes(SOURCES.programs, 24_000);

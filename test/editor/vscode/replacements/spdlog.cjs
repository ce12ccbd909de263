// Stands in for VS Code's native logger, which would have to be compiled: the same calls, plain appends to the file.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  #file;
  #level = LEVELS.indexOf('info');

  constructor(_kind, _name, file) {
    this.#file = file;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }

  #write(level, message) {
    if (level < this.#level) return;
    try {
      fs.appendFileSync(this.#file, `${new Date().toISOString()} [${LEVELS[level]}] ${message}\n`);
    } catch {
      // The folder is removed at the end of a test while the last lines are still on their way.
    }
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}

const createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
// One by one: an `import` of this file sees the names of assignments like these only.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createRotatingLogger;
exports.createAsyncRotatingLogger = createRotatingLogger;

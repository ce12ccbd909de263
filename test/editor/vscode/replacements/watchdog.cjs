// Stands in for VS Code's native watchdog, which would have to be compiled: ends this process when its parent has gone.
const PARENT_GONE = 87;

module.exports = {
  start(parent) {
    const look = () => {
      try {
        process.kill(parent, 0);
      } catch {
        process.exit(PARENT_GONE);
      }
    };
    setInterval(look, 1000).unref();
  },
  exit: (code) => process.exit(code ?? 0),
};

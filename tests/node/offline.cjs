// Loaded before the language server: whatever asks for the network is refused, and told on stderr.
const refuse = (what) => () => {
  process.stderr.write(`NETWORK ${what}\n`);
  throw new Error("no network in tests");
};
require("net").Socket.prototype.connect = refuse("connect");
require("dns").lookup = refuse("lookup");

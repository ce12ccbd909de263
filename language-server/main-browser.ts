/**
 * The language server in a web worker, for an editor that has no machine behind it: it knows the files that are open.
 */
import { EmptyFileSystem } from 'langium';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { connectionStrategy } from './lsp/cancelled.ts';
import { startServer } from './server.ts';

const worker = self as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const [reader, writer] = [new BrowserMessageReader(worker), new BrowserMessageWriter(worker)];
startServer(createConnection(reader, writer, { connectionStrategy }), EmptyFileSystem);

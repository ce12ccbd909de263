/**
 * The services of the language server: those of the language, and one file per editor feature.
 */

import {
  checkDocument,
  QhamGeneratedModule,
  QhamGeneratedSharedModule,
  QhamModule,
  type QhamServices,
} from '@qham/grammar';
import type { Module } from 'langium';
import { createGrammarConfig, inject } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type DefaultSharedModuleContext,
  type LangiumServices,
  type LangiumSharedServices,
  type PartialLangiumServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import { checkTrains } from 'qham/compile/check';
import { QhamCompletionProvider } from './completion/provider.ts';
import { QhamDocumentBuilder } from './document-builder.ts';
import { QhamDocumentUpdateHandler } from './document-updates.ts';
import { Appearance } from './lsp/appearance.ts';
import { QhamCodeActionProvider } from './lsp/code-actions.ts';
import { QhamCodeLensProvider } from './lsp/code-lens.ts';
import { QhamDocumentHighlightProvider } from './lsp/document-highlight.ts';
import { QhamDocumentLinkProvider } from './lsp/document-links.ts';
import { QhamDocumentationProvider } from './lsp/documentation.ts';
import { QhamFormatter } from './lsp/formatting.ts';
import { QhamHoverProvider } from './lsp/hover.ts';
import { QhamInlayHintProvider } from './lsp/inlay-hints.ts';
import { QhamLanguageServer } from './lsp/language-server.ts';
import { Localization } from './lsp/localization.ts';
import { NAME_SIGN } from './lsp/name-text.ts';
import { QhamNodeKindProvider } from './lsp/node-kinds.ts';
import { PhysicsDiagnostics } from './lsp/physics-diagnostics.ts';
import { Pictures } from './lsp/pictures.ts';
import { QhamReferences } from './lsp/references.ts';
import { QhamRenameProvider } from './lsp/rename.ts';
import { QhamSemanticTokenProvider } from './lsp/semantic-tokens.ts';
import { QhamSignatureHelpProvider } from './lsp/signature-help.ts';
import { QhamWorkspaceSymbolProvider } from './lsp/workspace-symbols.ts';
import { Typesetter } from './typeset/typesetter.ts';
import { QhamWorkspaceManager } from './workspace-manager.ts';

/** What the server has beside the services of a language: pictures in the colours of the client, and checks that take time. */
export interface QhamFurtherServices {
  pictures: { Appearance: Appearance; Typesetter: Typesetter; Pictures: Pictures };
  diagnostics: { PhysicsDiagnostics: PhysicsDiagnostics };
  localization: { Localization: Localization };
}

export type QhamServerServices = LangiumServices & QhamServices & QhamFurtherServices;

type PartialAdded = {
  validation?: Partial<QhamServices['validation']>;
  localization: Pick<QhamServices['localization'], 'Speak'>;
};

const serverModule: Module<QhamServerServices, PartialLangiumServices & PartialAdded & QhamFurtherServices> = {
  documentation: {
    DocumentationProvider: (services) => new QhamDocumentationProvider(services),
  },
  pictures: {
    Appearance: () => new Appearance(),
    Typesetter: () => new Typesetter(),
    Pictures: (services) => new Pictures(services),
  },
  localization: {
    Localization: () => new Localization(),
    Speak: (services) => services.localization.Localization.speak,
  },
  diagnostics: {
    PhysicsDiagnostics: (services) => new PhysicsDiagnostics(services),
  },
  parser: {
    // Where a name ends, for who points behind it.
    GrammarConfig: (services) => ({ ...createGrammarConfig(services), nameRegexp: NAME_SIGN }),
  },
  references: {
    References: (services) => new QhamReferences(services),
  },
  validation: {
    // The editor sees what the compiler would say too.
    CheckDocument: () => (document) => checkDocument(document, checkTrains),
  },
  lsp: {
    CodeActionProvider: (services) => new QhamCodeActionProvider(services),
    CodeLensProvider: (services) => new QhamCodeLensProvider(services),
    CompletionProvider: (services) => new QhamCompletionProvider(services),
    DocumentHighlightProvider: (services) => new QhamDocumentHighlightProvider(services),
    DocumentLinkProvider: () => new QhamDocumentLinkProvider(),
    Formatter: (services) => new QhamFormatter(services),
    HoverProvider: (services) => new QhamHoverProvider(services),
    InlayHintProvider: (services) => new QhamInlayHintProvider(services),
    RenameProvider: (services) => new QhamRenameProvider(services),
    SemanticTokenProvider: (services) => new QhamSemanticTokenProvider(services),
    SignatureHelp: (services) => new QhamSignatureHelpProvider(services),
  },
};

const sharedServerModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  workspace: {
    DocumentBuilder: (services) => new QhamDocumentBuilder(services),
    WorkspaceManager: (services) => new QhamWorkspaceManager(services),
  },
  lsp: {
    DocumentUpdateHandler: (services) => new QhamDocumentUpdateHandler(services),
    LanguageServer: (services) => new QhamLanguageServer(services),
    NodeKindProvider: () => new QhamNodeKindProvider(),
    WorkspaceSymbolProvider: (services) => new QhamWorkspaceSymbolProvider(services),
  },
};

/** Services that answer an editor on the connection of the context. */
export function createServerServices(context: DefaultSharedModuleContext): {
  shared: LangiumSharedServices;
  qham: QhamServerServices;
} {
  const shared = inject(createDefaultSharedModule(context), QhamGeneratedSharedModule, sharedServerModule);
  const qham = inject(createDefaultModule({ shared }), QhamGeneratedModule, QhamModule, serverModule);
  shared.ServiceRegistry.register(qham);
  return { shared, qham };
}

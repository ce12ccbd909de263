/**
 * The services that read and check .qham files, without anything that only an editor needs.
 */
import type {
  LangiumCoreServices,
  LangiumDocument,
  LangiumParser,
  LangiumSharedCoreServices,
  Module,
  PartialLangiumCoreServices,
} from 'langium';
import {
  createCompletionParser,
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
} from 'langium';
import type { File } from './generated/ast.ts';
import { QhamGeneratedModule, QhamGeneratedSharedModule } from './generated/module.ts';
import { english, type Speak } from './localization/phrase.ts';
import { GuardedParser } from './parsing/guarded-parser.ts';
import { withForgetfulLookahead } from './parsing/lookahead.ts';
import { QhamParserMessages } from './parsing/parser-messages.ts';
import { QhamTokenBuilder } from './parsing/token-builder.ts';
import { QhamValueConverter } from './parsing/value-converter.ts';
import { QhamScopeComputation } from './references/scope-computation.ts';
import { QhamScopeProvider } from './references/scope-provider.ts';
import { checkDocument } from './validation/check.ts';
import { QhamDocumentValidator } from './validation/document-validator.ts';
import type { Finding } from './validation/finding.ts';

export interface QhamAddedServices {
  validation: {
    /** All findings about a linked document. */
    CheckDocument: (document: LangiumDocument<File>) => Finding[];
  };
  localization: {
    /** How texts are said to the client. */
    Speak: Speak;
  };
}

export type QhamServices = LangiumCoreServices & QhamAddedServices;

/** What the language changes in Langium. */
export const QhamModule: Module<QhamServices, PartialLangiumCoreServices & QhamAddedServices> = {
  parser: {
    LangiumParser: (services) => new GuardedParser(services) as unknown as LangiumParser,
    CompletionParser: (services) => createCompletionParser(withForgetfulLookahead(services, true)),
    TokenBuilder: () => new QhamTokenBuilder(),
    ValueConverter: () => new QhamValueConverter(),
    ParserErrorMessageProvider: () => new QhamParserMessages(),
  },
  references: {
    ScopeComputation: (services) => new QhamScopeComputation(services),
    ScopeProvider: (services) => new QhamScopeProvider(services),
  },
  validation: {
    DocumentValidator: (services) => new QhamDocumentValidator(services),
    CheckDocument: () => checkDocument,
  },
  localization: {
    Speak: () => english,
  },
};

/** Services for one process without editor. */
export function createQhamServices(): { shared: LangiumSharedCoreServices; qham: QhamServices } {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), QhamGeneratedSharedModule);
  const qham = inject(createDefaultCoreModule({ shared }), QhamGeneratedModule, QhamModule);
  shared.ServiceRegistry.register(qham);
  return { shared, qham };
}

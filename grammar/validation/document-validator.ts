import type { LangiumDocument, ValidationOptions } from 'langium';
import { Cancellation, DefaultDocumentValidator, interruptAndCheck } from 'langium';
import type { File } from '../generated/ast.ts';
import type { Speak } from '../localization/phrase.ts';
import type { QhamServices } from '../module.ts';
import { catalogue } from './catalogue/index.ts';
import { diagnosticUri } from './catalogue/pages.ts';
import type { Finding } from './finding.ts';

type LspDiagnostic = NonNullable<LangiumDocument['diagnostics']>[number];

const SEVERITIES = { error: 1, warning: 2, info: 3 } as const;

/** Gives the findings to Langium, which keeps them with the document and publishes them. */
export class QhamDocumentValidator extends DefaultDocumentValidator {
  readonly #check: QhamServices['validation']['CheckDocument'];
  readonly #speak: Speak;

  constructor(services: QhamServices) {
    super(services);
    this.#check = services.validation.CheckDocument;
    this.#speak = services.localization.Speak;
  }

  override async validateDocument(
    document: LangiumDocument,
    _options: ValidationOptions = {},
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<LspDiagnostic[]> {
    await interruptAndCheck(cancelToken);
    const uri = document.uri.toString();
    return this.#check(document as LangiumDocument<File>).map((finding) => toLspDiagnostic(finding, uri, this.#speak));
  }
}

/** A finding for an editor: the hint becomes the second line of the message. */
export function toLspDiagnostic(finding: Finding, uri: string, speak: Speak): LspDiagnostic {
  return {
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    codeDescription: { href: diagnosticUri(finding.code) },
    source: 'qham',
    message: [finding.message, ...(finding.hint === undefined ? [] : [finding.hint])].map(speak).join('\n'),
    range: finding.range,
    relatedInformation: finding.related.map(({ message, range, uri: other = uri }) => ({
      message: speak(message),
      location: { uri: other, range },
    })),
    ...(finding.fixes === undefined
      ? {}
      : { data: { fixes: finding.fixes.map(({ title, edits }) => ({ title: speak(title), edits })) } }),
    // Editors show what is unnecessary in a paler colour.
    ...(finding.code === catalogue.unused.code ? { tags: [1] } : {}),
  };
}

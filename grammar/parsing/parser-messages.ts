import { AbstractParserErrorMessageProvider } from 'langium';

/** The parser only names the token it missed: `describeSyntaxError` makes the sentence, where it sees the text around. */
export class QhamParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected }: { expected: { name: string } }): string {
    return expected.name;
  }

  override buildNoViableAltMessage(): string {
    return '';
  }

  override buildNotAllInputParsedMessage(): string {
    return '';
  }

  override buildEarlyExitMessage(): string {
    return '';
  }
}

export interface PageParts {
  /** Where the view may load from: VS Code's `webview.cspSource`. */
  readonly source: string;
  /** Fresh for every page; only what carries it may run. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly language: string;
  readonly title: string;
  /** Of the view, in the language of this VS Code; put into the page as data. */
  readonly texts: object;
}

/** The page of a view. Its policy allows its own script and style and nothing else: nothing inline, nothing remote. */
export function viewPage(parts: PageParts): string {
  const policy = `default-src 'none'; style-src ${parts.source}; script-src 'nonce-${parts.nonce}'`;
  // Inside a script element only "</" and "<!--" could end the data early.
  const texts = JSON.stringify(parts.texts).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${attribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(parts.title)}</title>
<link rel="stylesheet" href="${attribute(parts.style)}">
</head>
<body>
<main id="view"></main>
<script type="application/json" id="texts">${texts}</script>
<script nonce="${attribute(parts.nonce)}" src="${attribute(parts.script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

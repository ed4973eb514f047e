#!/usr/bin/env bash
# Makes discord-components.js anew. README.md says what is in it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts @skyra/discord-components-core@4.0.2 lit@3.3.3 lit-html@3.3.3 lit-element@4.2.2 @lit/context@1.1.6 @lit/reactive-element@2.1.2 esbuild@0.28.2
for part in messages message embed embed-description embed-fields embed-field embed-footer attachments action-row; do
  echo "import '@skyra/discord-components-core/discord-$part.js'"
done > entry.js
npx esbuild entry.js --bundle --minify --format=iife --legal-comments=eof --outfile="$here/discord-components.js"

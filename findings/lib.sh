# Shared by the findings: `source` it, call `begin`, print to a pipe that ends in `expect`.
# shellcheck shell=bash
set -euo pipefail

# begin PACKAGE@VERSION…: works in a temporary folder that goes when the script ends.
begin() {
	folder=$(mktemp -d)
	trap 'rm -rf "$folder"' EXIT
	cd "$folder"
	echo '{ "private": true, "type": "module" }' >package.json
	npm install --silent --save-exact --no-audit --no-fund --ignore-scripts "$@"
}

# need COMMAND DEBIAN_PACKAGE: a tool that npm does not carry; without it nothing was looked at, which is no success.
need() {
	command -v "$1" >/dev/null && return
	echo "not run: '$1' is missing (Debian package $2)" >&2
	exit 2
}

# The Node release that the findings about Node itself, and about packages that ask for 22 or newer, are pinned to.
NODE_PACKAGE="node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@24.21.0"
pinned_node() { "node_modules/${NODE_PACKAGE%@*}/bin/node" "$@"; }

# docx FILE: a Word document whose body is the WordprocessingML on stdin. Needs jszip among the packages.
docx() {
	cat >body.xml
	node --input-type=module - "$1" <<-'JS'
		import { readFileSync, writeFileSync } from 'node:fs';
		import JSZip from 'jszip';
		const open = 'http://schemas.openxmlformats.org';
		const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
		const zip = new JSZip();
		zip.file(
			'[Content_Types].xml',
			`<Types xmlns="${open}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`
		);
		zip.file(
			'_rels/.rels',
			`<Relationships xmlns="${open}/package/2006/relationships"><Relationship Id="r" Type="${open}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
		);
		zip.file(
			'word/document.xml',
			`<w:document xmlns:w="${open}/wordprocessingml/2006/main"><w:body>${readFileSync('body.xml', 'utf8')}<w:sectPr/></w:body></w:document>`
		);
		writeFileSync(process.argv[2], await zip.generateAsync({ type: 'nodebuffer' }));
	JS
}

# convert FORMAT FILE…: LibreOffice with a profile of its own.
convert() {
	soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to "$@" >convert.log 2>&1
}

# expect TEXT: stdin is what was seen; ends with 1 and the difference when it is no longer TEXT.
expect() {
	printf '%s\n' "$1" >expected.txt
	tee seen.txt
	diff -u expected.txt seen.txt || {
		echo 'changed: this finding no longer holds as written' >&2
		return 1
	}
	echo 'as found'
}

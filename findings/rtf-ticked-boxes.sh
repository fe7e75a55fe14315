#!/usr/bin/env bash
# A ticked box of a protected Word form (FORMCHECKBOX), saved as RTF by LibreOffice.
#
# A good guess: the tick is kept, since the choice of a drop-down list in the same form is, as `\ffres`.
# Seen: LibreOffice 7.4.7 writes the field of a box without its record: the ticked and the empty box are the same bytes,
#   and opened again both are empty. RTF has the words for it (`\fftype1\ffres1`), and Word writes them.
# Date: 2026-11-28, Node 20.20; Debian package libreoffice-writer.
# Why it matters: 是否 and 等次 are boxes in many forms, and converters that bureaus use are LibreOffice inside. Read as
#   an empty box, a ticked 优 becomes one that was not chosen. The product reads a box with its record, and names one
#   without as not read.
source "$(dirname "$0")/lib.sh"
need soffice libreoffice-writer
begin jszip@3.10.2

field() { # INSTRUCTION DATA
	echo "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"C\"/><w:enabled/>$2</w:ffData></w:fldChar></w:r><w:r><w:instrText> $1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
}
box() { field FORMCHECKBOX "<w:checkBox><w:sizeAuto/><w:default w:val=\"0\"/>$1</w:checkBox>"; }
echo "<w:p>$(box '<w:checked/>')</w:p>" | docx ticked.docx
echo "<w:p>$(box '')</w:p>" | docx empty.docx
entries='<w:listEntry w:val="A"/><w:listEntry w:val="B"/>'
echo "<w:p>$(field FORMDROPDOWN "<w:ddList><w:result w:val=\"1\"/>$entries</w:ddList>")</w:p>" | docx list.docx
convert rtf ticked.docx empty.docx list.docx

{
	for name in ticked empty list; do
		record=$(grep -o '\\fftype[0-9].*\\ffres[0-9]*' "$name.rtf" || echo 'no record')
		echo "$name .rtf: $(grep -o 'FORM[A-Z]*' "$name.rtf"), $record"
	done
	mkdir again && cd again
	convert odt ../ticked.rtf
	unzip -p ticked.odt content.xml | grep -q 'Checkbox_Checked.*true' || echo 'opened again: no tick'
} | expect 'ticked .rtf: FORMCHECKBOX, no record
empty .rtf: FORMCHECKBOX, no record
list .rtf: FORMDROPDOWN, \fftype2\ffhaslistbox1\ffres1
opened again: no tick'

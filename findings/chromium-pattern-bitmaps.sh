#!/usr/bin/env bash
# Hatched bars of a vector chart, `fill="url(#pattern)"` of one shared SVG <pattern>, printed to PDF by Chromium.
#
# A good guess: the pattern stays vector, or is stored once and referred to by every bar.
# Seen: Chromium 156 turns the pattern into a bitmap and stores it anew for each bar, with a mask each: 40 bars are
#   80 images and a file over a hundred times that of plain bars. Equal content is not shared.
# Date: 2026-11-27; Debian package chromium (156.0.8078.108 on Debian 12); no npm package is needed.
# Why it matters: hatching is what tells areas apart on paper without colour, and a brief with a few hundred hatched
#   bars grows from kilobytes to megabytes and prints soft. The product hatches only areas that touch and whose
#   colours would be mistaken for each other.
source "$(dirname "$0")/lib.sh"
need chromium chromium
begin

bars() {
	echo '<meta charset="utf-8"><svg width="700" height="900"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" stroke="#333"/></pattern></defs>'
	for bar in $(seq 40); do echo "<rect x=\"10\" y=\"$((bar * 20))\" width=\"600\" height=\"14\" fill=\"$2\"/>"; done
	echo '</svg>'
} >"$1.html"
print() {
	bars "$1" "$2"
	chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$1.pdf" "$1.html" >/dev/null 2>&1
}
images() { { grep -ao '/Subtype */Image' "$1.pdf" || true; } | wc -l; }

print plain '#333'
print hatched 'url(#hatch)'
{
	echo "images: plain $(images plain), hatched $(images hatched)"
	echo "over 100 times larger: $(($(stat -c %s hatched.pdf) > 100 * $(stat -c %s plain.pdf)))"
} | expect 'images: plain 0, hatched 80
over 100 times larger: 1'

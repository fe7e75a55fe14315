/**
 * The container of Word 97–2003 files ([MS-CFB]): a small file system, of which the streams directly under the root
 * count here.
 */
import type { StreamBytes } from './bytes.ts';
import { MINI_CUTOFF, SectorFile, damagedAt } from './sectors.ts';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ENTRY_BYTES = 128;
const NO_STREAM = 0xffffffff;
const STREAM_ENTRY = 2;
const ROOT_ENTRY = 5;

interface CompoundEntry {
	name: string;
	type: number;
	left: number;
	right: number;
	child: number;
	start: number;
	size: number;
}

/** The streams that are directly under the root; those of embedded objects are not among them. */
interface CompoundFile {
	names: string[];
	/** Bytes of a stream, null where there is none. @throws DocumentError `damaged_doc`. */
	open(name: string): StreamBytes | null;
}

export function isCompoundFile(bytes: Uint8Array): boolean {
	return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads header, FAT and directory.
 * @throws DocumentError `damaged_doc` with the byte.
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
	if (!isCompoundFile(bytes)) throw damagedAt(0, '文件开头不是 Word 97–2003 的标记');
	const sectors = new SectorFile(bytes);
	const directory = sectors.openDirectory();
	const root = entryAt(directory, 0);
	if (root.type !== ROOT_ENTRY) throw directory.damaged(66, '目录的第一项不是根目录');
	const entries = listChildren(directory, root);
	let miniStream: StreamBytes | null = null;
	const mini = (): StreamBytes => (miniStream ??= sectors.openStream('Root Entry', root));
	const opened = new Map<string, StreamBytes>();
	return {
		names: [...entries.keys()],
		open(name) {
			const entry = entries.get(name);
			if (!entry) return null;
			let stream = opened.get(name);
			if (!stream) {
				stream =
					entry.size < MINI_CUTOFF
						? sectors.openMiniStream(name, entry, mini())
						: sectors.openStream(name, entry);
				opened.set(name, stream);
			}
			return stream;
		}
	};
}

/** The directory is a binary tree of siblings; it is walked with the seen entries marked, so that loops end. */
function listChildren(directory: StreamBytes, root: CompoundEntry): Map<string, CompoundEntry> {
	const found = new Map<string, CompoundEntry>();
	const seen = new Set<number>();
	const waiting = [root.child];
	while (waiting.length > 0) {
		const index = waiting.pop() ?? NO_STREAM;
		if (index === NO_STREAM || seen.has(index)) continue;
		seen.add(index);
		const entry = entryAt(directory, index);
		if (entry.type === STREAM_ENTRY) found.set(entry.name, entry);
		waiting.push(entry.left, entry.right);
	}
	return found;
}

function entryAt(directory: StreamBytes, index: number): CompoundEntry {
	const at = index * ENTRY_BYTES;
	directory.check(at, ENTRY_BYTES);
	const nameBytes = Math.min(64, directory.u16(at + 64));
	let name = '';
	for (let i = 0; i + 2 < nameBytes; i += 2) name += String.fromCharCode(directory.u16(at + i));
	return {
		name,
		type: directory.u8(at + 66),
		left: directory.u32(at + 68),
		right: directory.u32(at + 72),
		child: directory.u32(at + 76),
		start: directory.u32(at + 116),
		size: directory.u32(at + 120)
	};
}

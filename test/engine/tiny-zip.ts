import { crc32, deflateRawSync } from 'node:zlib';

/** Only what a reader needs: names, sizes, checksum, permissions. */
interface Part {
  readonly local: Buffer;
  readonly central: Buffer;
}

const deflated = 8;
const unix = 3;

function part(name: string, content: Buffer, offset: number, mode: number): Part {
  const packed = deflateRawSync(content);
  const fileName = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(deflated, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(fileName.length, 22);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((mode << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, fileName, packed]),
    central: Buffer.concat([
      Buffer.from('PK\x01\x02\x14', 'latin1'),
      Buffer.from([unix]),
      common,
      tail,
      fileName,
    ]),
  };
}

/** A zip archive, which is what a wheel is. A name ending in `*` is stored without it, as a program. */
export function tinyZip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Part[] = [];
  let offset = 0;
  for (const [key, text] of Object.entries(files)) {
    const isProgram = key.endsWith('*');
    const next = part(
      isProgram ? key.slice(0, -1) : key,
      Buffer.from(text),
      offset,
      isProgram ? 0o100755 : 0o100644,
    );
    parts.push(next);
    offset += next.local.length;
  }
  const central = Buffer.concat(parts.map((each) => each.central));
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts.map((each) => each.local), central, end]);
}

import CZlib
import Language
import Protocols

/// What a file is wrapped in: gzip, UTF-16, a byte order mark.
enum Packing {
  /// - Throws: where it is more than `Import.octetLimit`, or broken.
  static func unpacked(
    _ octets: [UInt8], _ remarks: inout Remarks
  ) throws(ImportFailure) -> [UInt8] {
    guard octets.count <= Import.octetLimit else { throw .tooLarge(at: Import.octetLimit, octets) }
    var octets = octets
    if octets.starts(with: [0x1F, 0x8B]) {
      octets = try gunzipped(octets)
      remarks.add(.unpacked)
    }
    if let text = utf16(octets) {
      octets = text
      remarks.add(.utf16)
      guard octets.count <= Import.octetLimit else {
        throw .tooLarge(at: Import.octetLimit, octets)
      }
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if octets.starts(with: mark) { octets.removeFirst(mark.count) }
    if let isLittle = looksLikeUTF16(octets) { throw .notUnpacked(.unmarkedUTF16(isLittle)) }
    if !isText(octets) { return octets }
    if !octets.contains(.lineFeed), octets.count(where: { $0 == .carriageReturn }) > 1 {
      octets = octets.map { $0 == .carriageReturn ? .lineFeed : $0 }
      remarks.add(.returnsAlone)
    }
    if String(validating: octets.prefix(1 << 20), as: UTF8.self) == nil { remarks.add(.notUTF8) }
    return octets
  }

  private static func gunzipped(_ packed: [UInt8]) throws(ImportFailure) -> [UInt8] {
    var result = CZLIB_BROKEN
    // One octet more, so that a file of just the limit is told from a larger one.
    let plain = [UInt8](unsafeUninitializedCapacity: Import.octetLimit + 1) { buffer, count in
      packed.withUnsafeBufferPointer { packed in
        result = czlib_gunzip(
          packed.baseAddress, packed.count, buffer.baseAddress, buffer.count, &count)
      }
    }
    switch result {
    case CZLIB_DONE where plain.count <= Import.octetLimit: return plain
    case CZLIB_DONE, CZLIB_TOO_LARGE: throw .tooLarge(at: Import.octetLimit, plain)
    case CZLIB_CUT_OFF: throw .notUnpacked(.cutOff)
    default: throw .notUnpacked(.notGzip)
    }
  }

  /// A Windows shell writes what it redirects as UTF-16, with a byte order mark.
  private static func utf16(_ octets: [UInt8]) -> [UInt8]? {
    let isLittle = octets.starts(with: [0xFF, 0xFE])
    guard isLittle || octets.starts(with: [0xFE, 0xFF]), octets.count % 2 == 0 else { return nil }
    let units = stride(from: 2, to: octets.count, by: 2).lazy.map { index in
      let (first, second) = (UInt16(octets[index]), UInt16(octets[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: Array(units), as: UTF16.self).utf8)
  }

  /// Every second octet of its beginning is zero; `true`: the first of each pair is not.
  private static func looksLikeUTF16(_ octets: [UInt8]) -> Bool? {
    let beginning = octets.prefix(64)
    guard beginning.count >= 16, beginning.count.isMultiple(of: 2) else { return nil }
    let zeros = beginning.indices.filter { beginning[$0] == 0 }
    guard zeros.count == beginning.count / 2 else { return nil }
    if zeros.allSatisfy({ !$0.isMultiple(of: 2) }) { return true }
    return zeros.allSatisfy { $0.isMultiple(of: 2) } ? false : nil
  }

  private static func isText(_ octets: [UInt8]) -> Bool { !octets.prefix(4_096).contains(0) }
}

extension ImportFailure {
  /// The octet at `offset` is the first that is not read.
  package static func tooLarge(at offset: Int, _ octets: [UInt8]) -> ImportFailure {
    let place = place(of: offset, in: octets)
    return .tooLarge(line: place.line, column: place.column)
  }

  /// From 1, in octets.
  static func place(of offset: Int, in octets: [UInt8]) -> (line: Int, column: Int) {
    let end = min(offset, octets.count)
    var (line, start) = (1, 0)
    // A file that is too large is long: a debug build would take seconds to ask its octets one by
    // one through `Collection`.
    octets.withUnsafeBufferPointer { octets in
      var index = 0
      while index < end {
        if octets[index] == .lineFeed { (line, start) = (line + 1, index + 1) }
        index += 1
      }
    }
    return (line, end - start + 1)
  }
}

extension Phrase {
  fileprivate static let unpacked = Phrase(en: "unpacked with gzip", zh: "已用 gzip 解压")
  fileprivate static let returnsAlone = Phrase(
    en: "its lines end with CR alone; read as line ends", zh: "各行只以 CR 结束；已当作行尾读取")
  fileprivate static let utf16 = Phrase(
    en: "the file is UTF-16; its text was read as UTF-8",
    zh: "文件是 UTF-16 编码；已转换成 UTF-8 读取")
  fileprivate static func unmarkedUTF16(_ isLittle: Bool) -> Phrase {
    let name = isLittle ? "UTF-16LE" : "UTF-16BE"
    return Phrase(
      en: "the file is \(name) without a byte order mark: iconv -f \(name) -t UTF-8 FILE",
      zh: "文件是没有字节顺序标记的 \(name)：请先用 iconv -f \(name) -t UTF-8 文件 转换")
  }
  fileprivate static let notUTF8 = Phrase(
    en: "not all of it is UTF-8 (GBK, perhaps); octets are kept as they are",
    zh: "有些内容不是 UTF-8（可能是 GBK）；字节原样保留")
  fileprivate static let cutOff = Phrase(
    en: "the gzip file is cut off", zh: "gzip 文件不完整")
  fileprivate static let notGzip = Phrase(
    en: "the gzip file is damaged", zh: "gzip 文件已损坏")
}

import Glibc

extension Charsets {
  /// The built-in charsets and those that glibc's iconv reads, above all the Chinese ones.
  package static let system = Charsets { name, octets in
    iconvNames[name].flatMap { Iconv.decoded(octets, from: $0) }
  }

  /// A stranger's word never reaches iconv, which loads modules by name, and accepts options after
  /// it.
  ///
  /// GB 18030 contains GBK and GB 2312, and mailers often name a smaller one than the text needs.
  private static let iconvNames: [String: String] = {
    var names = [
      "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030", "x-gbk": "GB18030",
      "cp936": "GB18030", "euc-cn": "GB18030", "gb_2312-80": "GB18030", "big5": "BIG5-HKSCS",
      "big5-hkscs": "BIG5-HKSCS", "shift_jis": "CP932", "sjis": "CP932",
      "iso-2022-jp": "ISO-2022-JP", "euc-jp": "EUC-JP", "euc-kr": "CP949",
      "ks_c_5601-1987": "CP949", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "utf-16": "UTF-16",
      "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE",
    ]
    for number in 2...16 where number != 12 { names["iso-8859-\(number)"] = "ISO-8859-\(number)" }
    for number in 1250...1258 { names["windows-\(number)"] = "CP\(number)" }
    return names
  }()
}

private enum Iconv {
  /// Each octet that cannot be read becomes U+FFFD. `nil` where the system does not know the
  /// charset.
  static func decoded(_ octets: [UInt8], from charset: String) -> String? {
    guard let descriptor = iconv_open("UTF-8", charset), descriptor != iconv_t(bitPattern: -1)
    else { return nil }
    defer { iconv_close(descriptor) }
    var result: [UInt8] = []
    result.reserveCapacity(octets.count * 2)
    var source = octets.map { CChar(bitPattern: $0) }
    source.withUnsafeMutableBufferPointer { source in
      var input = source.baseAddress
      var left = source.count
      var buffer = [CChar](repeating: 0, count: 8_192)
      while left > 0 {
        let outcome = buffer.withUnsafeMutableBufferPointer { buffer in
          var output = buffer.baseAddress
          var room = buffer.count
          let status = iconv(descriptor, &input, &left, &output, &room)
          let error = errno
          result += buffer[..<(buffer.count - room)].map { UInt8(bitPattern: $0) }
          return (hasFailed: status == -1, error: error)
        }
        guard outcome.hasFailed, outcome.error != E2BIG, left > 0 else { continue }
        // EILSEQ or, at the end, EINVAL: this octet cannot be read.
        result += Array("\u{FFFD}".utf8)
        input = input?.advanced(by: 1)
        left -= 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

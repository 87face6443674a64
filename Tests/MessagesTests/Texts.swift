/// Lines with CR LF after each, as octets: what a message looks like in a test.
func crlf(_ lines: String...) -> [UInt8] {
  lines.flatMap { Array($0.utf8) + [13, 10] }
}

func text(_ octets: some Sequence<UInt8>) -> String {
  String(decoding: Array(octets), as: UTF8.self)
}

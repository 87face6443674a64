import TestSupport

/// Makes words, numbers and octets for protocols, the same for the same seed.
struct Generator {
  var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &numbers) }
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[number(0...choices.count - 1)]
  }

  /// Up to `count` of the characters in `alphabet`.
  mutating func text(_ alphabet: String, _ count: ClosedRange<Int>) -> String {
    let scalars = Array(alphabet.unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<number(count) { text.append(pick(scalars)) }
    return String(text)
  }

  mutating func octets(_ count: ClosedRange<Int>) -> [UInt8] {
    (0..<number(count)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
  }

  /// The stream in pieces, as a network might make them.
  mutating func split(_ octets: [UInt8], atMost size: Int) -> [ArraySlice<UInt8>] {
    var rest = octets[...]
    var pieces: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
      let count = min(rest.count, number(1...size))
      pieces.append(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    return pieces
  }
}

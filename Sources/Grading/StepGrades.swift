import Lessons

/// What became of a lesson's steps, in its order. Packed into octets, which take less than half
/// of the memory of a list: a class has very many.
///
/// Each step begins with an octet that says its standing and which numbers follow; a number that is 0
/// does not. Numbers stand in groups of seven bits, the lowest first, all but the last marked.
struct StepGrades: Hashable, Sendable {
  private let octets: [UInt8]
  let count: Int

  init(_ steps: [StepGrade] = []) {
    var octets: [UInt8] = []
    for step in steps {
      let numbers = step.numbers
      let place = octets.count
      octets.append(UInt8(Standing.allCases.firstIndex(of: step.standing) ?? 0) << 6)
      for index in numbers.indices where numbers[index] != 0 {
        octets[place] |= 1 << index
        var rest = numbers[index]
        while rest >= 0x80 {
          octets.append(UInt8(truncatingIfNeeded: rest) | 0x80)
          rest >>= 7
        }
        octets.append(UInt8(rest))
      }
    }
    // Without the room that a growing list keeps.
    self.octets = octets.withUnsafeBufferPointer { Array($0) }
    count = steps.count
  }
}

extension StepGrades: Sequence {
  struct Iterator: IteratorProtocol {
    fileprivate let octets: [UInt8]
    fileprivate var position = 0

    mutating func next() -> StepGrade? {
      guard position < octets.count else { return nil }
      let head = take()
      var numbers = StepGrade.Numbers(repeating: 0)
      for index in numbers.indices where head & 1 << index != 0 {
        var shift: UInt32 = 0
        var octet: UInt8
        repeat {
          octet = take()
          numbers[index] |= UInt32(octet & 0x7F) << shift
          shift += 7
        } while octet >= 0x80
      }
      return StepGrade(numbers, Standing.allCases[Int(head >> 6)])
    }

    private mutating func take() -> UInt8 {
      defer { position += 1 }
      return octets[position]
    }
  }

  func makeIterator() -> Iterator { Iterator(octets: octets) }
}

extension StepGrade {
  fileprivate typealias Numbers = [6 of UInt32]

  fileprivate var numbers: Numbers {
    [
      UInt32(bitPattern: points.halves), UInt32(bitPattern: firstEvent),
      UInt32(bitPattern: lastEvent &- firstEvent), UInt32(bitPattern: milliseconds),
      UInt32(mistakes), UInt32(recording) << 16 | UInt32(hints),
    ]
  }

  fileprivate init(_ numbers: Numbers, _ standing: Standing) {
    self.standing = standing
    points = Points(halves: Int32(bitPattern: numbers[0]))
    firstEvent = Int32(bitPattern: numbers[1])
    lastEvent = firstEvent &+ Int32(bitPattern: numbers[2])
    milliseconds = Int32(bitPattern: numbers[3])
    mistakes = UInt16(truncatingIfNeeded: numbers[4])
    recording = UInt16(truncatingIfNeeded: numbers[5] >> 16)
    hints = UInt16(truncatingIfNeeded: numbers[5])
  }
}

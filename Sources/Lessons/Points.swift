/// Points of a lesson. The only fraction that a step gives is half of its points.
package struct Points: Hashable, Sendable {
  /// Small: a gradebook has one for each step of each student.
  package let halves: Int32

  package init(halves: Int32) { self.halves = halves }

  private init(halves: Int) { self.halves = Int32(clamping: halves) }

  package init(_ whole: Int) { halves = Int32(clamping: 2 * whole) }

  /// As it stands in a file: `1` or `0.5`. `nil` for any other fraction, and out of range.
  init?(_ number: Double) {
    let halves = number * 2
    guard (0...2_000_000).contains(halves), halves == halves.rounded() else { return nil }
    self.halves = Int32(halves)
  }

  package var number: Double { Double(halves) / 2 }

  /// Half of them, in whole halves.
  package var half: Points { Points(halves: Int(halves) / 2) }

  package static func + (left: Points, right: Points) -> Points {
    Points(halves: Int(left.halves) + Int(right.halves))
  }

  package static func - (left: Points, right: Points) -> Points {
    Points(halves: Int(left.halves) - Int(right.halves))
  }
}

extension Points: Comparable {
  package static func < (left: Points, right: Points) -> Bool { left.halves < right.halves }
}

extension Points: ExpressibleByIntegerLiteral {
  package init(integerLiteral whole: Int) { self.init(whole) }
}

/// `0.5`, `1`, `1.5`.
extension Points: CustomStringConvertible {
  package var description: String { "\(halves / 2)" + (halves % 2 == 0 ? "" : ".5") }
}

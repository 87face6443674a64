import Glibc

/// How much of all that could be tried is tried.
///
/// A law that holds for every seed, place and lesson is tried with some of them when a person runs
/// the tests, and with all of them where `BYHAND_TRIES=all` asks for it, as CI does.
package enum Tries {
  package static let isAll = getenv("BYHAND_TRIES").map { String(cString: $0) } == "all"

  package static func of(_ some: Int, all: Int) -> Int { isAll ? all : some }

  /// One in so many of them, from the first on.
  package static func one<Element>(in count: Int, of all: [Element]) -> [Element] {
    isAll ? all : stride(from: 0, to: all.count, by: count).map { all[$0] }
  }

  /// Each of the first with one of the second, where all would be each with each.
  package static func pairs<First, Second>(
    _ first: [First], _ second: [Second]
  ) -> [(First, Second)] {
    isAll
      ? first.flatMap { one in second.map { (one, $0) } }
      : first.enumerated().map { ($1, second[$0 % second.count]) }
  }
}

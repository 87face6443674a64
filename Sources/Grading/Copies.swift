import Language

/// Finds recordings of different students that share what two do not make by chance: an attempt's
/// random id, pauses to the millisecond, lines that went wrong in a row, free text. What the lesson
/// dictates is in no trace.
///
/// The one whose recording came first, or still bears their own name, is not flagged where that can
/// be told.
enum Copies {
  /// What more students than this share says nothing: it spread through the class by itself.
  private static func isRare(_ count: Int, of class: Int) -> Bool {
    count > 1 && count <= max(3, `class` / 20)
  }

  /// Fewer shared wrong lines may be common slips.
  private static let fewestLines = 3
  /// Wrong lines are compared pair by pair: in a class of 100,000, a slip that 5,000 share would be
  /// 12 million pairs.
  private static let mostForPairs = 12

  static func flag(_ grades: inout [Grade]) {
    let lessons = Set(grades.map(\.lesson)).sorted()
    for lesson in lessons {
      let places = grades.indices.filter { grades[$0].lesson == lesson && grades[$0].isJudged }
      flag(places, &grades)
    }
  }

  private static func flag(_ places: [Int], _ grades: inout [Grade]) {
    var found: [Int: [(other: Int, reason: Phrase)]] = [:]
    func note(_ group: [Int], _ reason: Phrase) {
      let original = original(of: group, grades)
      for place in group where place != original {
        guard let other = group.first(where: { $0 != place && ($0 == original || original == nil) })
        else { continue }
        found[place, default: []].append((other, reason))
      }
    }
    for group in groups(places, grades, \.traces.attempts) {
      note(group, .sameAttempt)
    }
    let size = places.count
    var isFound = Set<[Int]>()
    for group in groups(places, grades, \.traces.rhythms) where isRare(group.count, of: size) {
      if isFound.insert(group).inserted { note(group, .sameRhythm) }
    }
    for group in groups(places, grades, \.traces.texts) where isRare(group.count, of: size) {
      note(group, .sameText)
    }
    var shared: [[Int]: Int] = [:]
    for group in groups(places, grades, \.traces.wrongLines)
    where isRare(group.count, of: size) && group.count <= mostForPairs {
      for (index, left) in group.enumerated() {
        for right in group[(index + 1)...] { shared[[left, right], default: 0] += 1 }
      }
    }
    for (pair, count) in shared.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    where count >= fewestLines {
      note(pair, .sameLines(count))
    }
    for (place, reasons) in found.sorted(by: { $0.key < $1.key }) {
      var said: Set<Phrase> = []
      for (other, reason) in reasons {
        let flag = Phrase.like(grades[other].student, reason)
        if said.insert(flag).inserted, said.count <= 3 {
          grades[place].flags.append(Flag(.copy, flag))
        }
      }
    }
  }

  /// Students who share a hash, in the class's order. Sorted and not looked up: nearly all hashes
  /// are one student's, and a list for each of them would take more memory than the grades.
  private static func groups(
    _ places: [Int], _ grades: [Grade], _ traces: (Grade) -> ArraySlice<UInt64>
  ) -> [[Int]] {
    var owners: [(trace: UInt64, place: Int)] = []
    for place in places {
      for trace in traces(grades[place]) { owners.append((trace, place)) }
    }
    owners.sort { ($0.trace, $0.place) < ($1.trace, $1.place) }
    var groups: [[Int]] = []
    var start = 0
    while start < owners.count {
      let trace = owners[start].trace
      var end = start + 1
      while end < owners.count, owners[end].trace == trace { end += 1 }
      if end > start + 1 {
        let group = owners[start..<end].reduce(into: [Int]()) { group, owner in
          if group.last != owner.place { group.append(owner.place) }
        }
        if group.count > 1 { groups.append(group) }
      }
      start = end
    }
    return groups
  }

  /// The one from whom the others copied; `nil` where it cannot be told.
  private static func original(of group: [Int], _ grades: [Grade]) -> Int? {
    let named = group.filter { grades[$0].traces.isNamed }
    if named.count == 1 { return named[0] }
    let begun = group.compactMap { place in
      grades[place].traces.began.map { (place, $0) }
    }
    guard begun.count == group.count, let first = begun.map(\.1).min() else { return nil }
    let earliest = begun.filter { $0.1 == first }
    return earliest.count == 1 ? earliest[0].0 : nil
  }
}

extension Phrase {
  fileprivate static func like(_ other: Student, _ reason: Phrase) -> Phrase {
    let name = other.id.isEmpty ? other.name : other.id
    return Phrase(
      en: "as in \(name)'s recording: \(reason.english)",
      zh: "与\(name.amidChinese)的会话记录相同：\(reason.chinese)")
  }
  fileprivate static let sameAttempt = Phrase(
    en: "the random number of the attempt", zh: "这次尝试的随机编号")
  fileprivate static let sameRhythm = Phrase(
    en: "the pauses between lines, to the millisecond", zh: "各行之间的停顿，精确到毫秒")
  fileprivate static let sameText = Phrase(
    en: "a text of the student's own words, letter for letter", zh: "一段自己写的文字，一字不差")
  fileprivate static func sameLines(_ count: Int) -> Phrase {
    Phrase(
      en: "\(count) wrong lines that the lesson shows nowhere", zh: "\(count) 行课里没有出现过的错误输入")
  }
}

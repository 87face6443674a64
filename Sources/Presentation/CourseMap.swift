package import Language

/// The lessons, part by part, with a student's progress: what `byhand lesson` and `:lessons` show.
package struct CourseMap: Sendable {
  package struct Part: Sendable {
    let title: Phrase
    let entries: [Entry]

    package init(title: Phrase, entries: [Entry]) {
      self.title = title
      self.entries = entries
    }
  }

  package struct Entry: Sendable {
    package enum Standing: Hashable, Sendable {
      case fresh
      /// The step whose turn it is, from 1.
      case begun(step: Int, of: Int)
      case done
    }

    /// It begins a lesson, as the id and the title do.
    package let number: Int
    package let id: String
    package let title: Phrase
    package let minutes: Int?
    /// `4/15`: earned, of all.
    package let points: String
    package let standing: Standing
    /// The one to go on with.
    package let isNext: Bool

    package init(
      number: Int, id: String, title: Phrase, minutes: Int?, points: String, standing: Standing,
      isNext: Bool
    ) {
      self.number = number
      self.id = id
      self.title = title
      self.minutes = minutes
      self.points = points
      self.standing = standing
      self.isNext = isNext
    }
  }

  let parts: [Part]
  /// Lessons done, points, minutes left: pieces of one line.
  package let sums: [Phrase]

  package init(parts: [Part], sums: [Phrase]) {
    self.parts = parts
    self.sums = sums
  }

  package var rows: [Entry] { parts.flatMap(\.entries) }

  /// The id of the lesson to go on with; `nil` when all are done.
  package var next: String? { rows.first(where: \.isNext)?.id }

  /// A row for each lesson, for a reader that wants no layout.
  var listing: Listing {
    Listing(
      headings: [],
      rows: rows.map { entry in
        let state = [entry.mark, entry.step].compactMap { $0 }
        return [.verbatim(entry.id), entry.title] + state
          + [entry.time, .points(entry.points)].compactMap { $0 }
      })
  }
}

extension CourseMap.Entry {
  /// A sign, and the word for those who do not see it. None before the lesson was begun, unless it
  /// is the next.
  var mark: Phrase? {
    switch (standing, isNext) {
    case (.done, false): Phrase(en: "✓ done", zh: "✓ 完成")
    // All of it was done before.
    case (.done, true), (.begun, true): Phrase(en: "▸ go on", zh: "▸ 继续")
    case (.fresh, true): Phrase(en: "▸ next", zh: "▸ 下一课")
    case (.begun, false): Phrase(en: "· begun", zh: "· 已开始")
    case (.fresh, false): nil
    }
  }

  var step: Phrase? {
    guard case .begun(let step, let count) = standing else { return nil }
    return Phrase(en: "step \(step) of \(count)", zh: "第 \(step) 步，共 \(count) 步")
  }

  var time: Phrase? { minutes.map { Phrase(en: "\($0) min", zh: "\($0) 分钟") } }
}

extension Phrase {
  static func points(_ points: String) -> Phrase {
    Phrase(en: "\(points) points", zh: "得分 \(points)")
  }
}

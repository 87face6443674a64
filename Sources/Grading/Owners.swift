import Language
import Lessons
import Protocols

/// Whose each recording is: as the roster knows the file's or folder's name, then as the recording's
/// header says; a server's recording is of the one who said so in HELO. A recording that
/// names nobody has a row of its own.
struct Owners {
  private let roster: Roster?
  /// By a student's id in lower case: the place in the roster.
  private let ranks: [String: Int]

  init(_ roster: Roster?) {
    self.roster = roster
    ranks = Dictionary(
      (roster?.students ?? []).enumerated().map { ($1.id.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whose one recording is, as it is said by its path, by itself and by the roster.
  struct Claim: Sendable {
    var student: Student
    var flags: [Flag] = []
    /// The student handed it in; otherwise it lies where the lecturer's server has put it.
    var isHandedIn = true
  }

  /// - Parameter claims: `claim(to:_:)` of each item.
  /// - Returns: in the roster's order, then by id, then as the files come.
  func submissions(
    _ items: [Grader.Item], _ claims: [Claim?], _ files: FileList
  ) -> [Grader.Submission] {
    var submissions: [Grader.Submission] = []
    var places: [String: Int] = [:]
    func place(of key: String, _ student: Student) -> Int {
      if let place = places[key] { return place }
      places[key] = submissions.count
      submissions.append(Grader.Submission(student: student, rank: ranks[key]))
      return submissions.count - 1
    }
    for student in roster?.students ?? [] { _ = place(of: student.id.lowercased(), student) }
    for (number, listed) in items.enumerated() {
      guard var owner = claims[number] else { continue }
      var item = listed
      item.isHandedIn = owner.isHandedIn
      // Nobody's: by itself, whatever other files there are.
      var key =
        owner.student.id.isEmpty && owner.student.name.isEmpty
        ? "\u{0}\(number)" : Self.key(owner.student)
      // Two names for one id: without a roster nobody knows whose it is.
      let first = places[key]
      if roster == nil, !owner.student.name.isEmpty,
        let other = first.map({ submissions[$0].student.name }), !other.isEmpty,
        other != owner.student.name
      {
        key += "\u{0}" + owner.student.name.lowercased()
        owner.flags.append(.sameID(other, owner.student.id))
        let flag = Flag.sameID(owner.student.name, owner.student.id)
        if let first, !submissions[first].flags.contains(flag) {
          submissions[first].flags.append(flag)
        }
      }
      let place = place(of: key, owner.student)
      if submissions[place].student.name.isEmpty {
        submissions[place].student.name = owner.student.name
      }
      submissions[place].items.append(item)
      for flag in owner.flags where !submissions[place].flags.contains(flag) {
        submissions[place].flags.append(flag)
      }
    }
    let order = submissions.map(Self.order)
    return order.indices.sorted { order[$0] < order[$1] }.map { submissions[$0] }
  }

  private static func key(_ student: Student) -> String {
    student.id.isEmpty ? "\u{0}\(student.name.lowercased())" : student.id.lowercased()
  }

  private static func order(_ submission: Grader.Submission) -> (Int, Int, String, Int) {
    (
      submission.rank ?? .max, submission.student.id.isEmpty ? 1 : 0,
      submission.student.id.isEmpty ? submission.student.name : submission.student.id.lowercased(),
      submission.items.first?.file ?? 0
    )
  }

  /// `nil`: it counts for nobody.
  func claim(to item: Grader.Item, _ files: FileList) -> Claim? {
    let entry = try? item.content.get()
    if let entry, entry.side == .server, entry.label == nil { return nil }
    var owner = owner(of: item, entry, files)
    if let entry, owner.flags.isEmpty,
      let flag = contradiction(
        in: entry, by: owner.student,
        GradedRecording(path: files.paths[item.file], place: entry.place))
    {
      owner.flags.append(flag)
    }
    return owner
  }

  private func owner(of item: Grader.Item, _ entry: HandedIn?, _ files: FileList) -> Claim {
    let names = files.names(item.file)
    let claim = NameInPath(names, roster: roster)
    let named = known(id: claim?.id, name: claim?.name)
    let recording = GradedRecording(path: files.paths[item.file], place: entry?.place)
    if let entry, entry.side == .server {
      let label = entry.label ?? ""
      let student = roster?.student(id: label)
      // A word such as `crepes` in HELO names nobody.
      let greeted = student?.id ?? (label.utf8.contains(where: \.isDigit) ? label : nil)
      // Whatever a student hands in is the student's own record.
      if let claim, let owner = named ?? (roster == nil ? Student(claim) : nil) {
        let isOther = greeted.map { $0.lowercased() != owner.id.lowercased() } ?? false
        return Claim(
          student: owner, flags: [isOther ? .differs(recording, label) : .handedIn(recording)])
      }
      if let student { return Claim(student: student, isHandedIn: false) }
      guard roster == nil, let greeted else {
        let flag: Flag =
          label.isEmpty ? .nobody(recording) : .greets(recording, label, hasRoster: roster != nil)
        return Claim(student: Student(id: ""), flags: [flag], isHandedIn: false)
      }
      return Claim(student: Student(id: greeted), isHandedIn: false)
    }
    let header = entry?.student.flatMap { try? StudentID($0).text }
    let said = known(id: header, name: header)
    if roster != nil {
      if let named {
        let isOther = header != nil && said != named
        return Claim(student: named, flags: isOther ? [.differs(recording, header ?? "")] : [])
      }
      // Handed in under an id that is not on the roster, whatever the recording says of itself.
      if let claim, claim.isIDCertain, let id = claim.id {
        let isOther = header.map { $0.lowercased() != id.lowercased() } ?? false
        return Claim(
          student: Student(id: id, name: claim.name ?? ""),
          flags: [.notListed(recording, id)]
            + (isOther ? [.differs(recording, header ?? "")] : []))
      }
      if let said { return Claim(student: said) }
      let id = header ?? claim?.id ?? ""
      let student = Student(id: id, name: claim?.name ?? "")
      // Also what cannot be an id tells a person who it may be.
      let words =
        [id, student.name, entry?.student?.prefix(60).description ?? ""]
        .first { !$0.isEmpty } ?? ""
      return Claim(
        student: student,
        flags: [
          words.allSatisfy(\.isWhitespace) ? .nobody(recording) : .notListed(recording, words)
        ])
    }
    let id = claim?.id ?? header ?? ""
    let student = Student(id: id, name: claim?.name ?? "")
    if id.isEmpty, student.name.isEmpty {
      return Claim(student: student, flags: [.nobody(recording)])
    }
    let isOther = claim?.id != nil && header != nil && header?.lowercased() != id.lowercased()
    return Claim(student: student, flags: isOther ? [.differs(recording, header ?? "")] : [])
  }

  /// What is handed in under one name may have been recorded under another.
  func contradiction(
    in entry: HandedIn, by student: Student, _ recording: GradedRecording
  ) -> Flag? {
    guard entry.side == .client,
      let name = entry.recordedStudent.flatMap({ try? StudentID($0).text }),
      name.lowercased() != student.id.lowercased(),
      roster == nil || known(id: name, name: name) != student
    else { return nil }
    return .differs(recording, name)
  }

  private func known(id: String?, name: String?) -> Student? {
    guard let roster else { return nil }
    if let id, let student = roster.student(id: id) { return student }
    let others = name.map { roster.students(named: $0) } ?? []
    return others.count == 1 ? others[0] : nil
  }
}

extension Student {
  fileprivate init(_ claim: NameInPath) { self.init(id: claim.id ?? "", name: claim.name ?? "") }
}

extension Flag {
  fileprivate static func handedIn(_ recording: GradedRecording) -> Flag {
    Flag(
      .identity,
      Phrase(
        en: "a server's recording, but handed in by the student: it counts as the student's own",
        zh: "是服务器的记录，但由学生自己提交：按学生自己的记录评分"), in: recording)
  }
  fileprivate static func sameID(_ other: String, _ id: String) -> Flag {
    Flag(
      .identity,
      Phrase(
        en: "the recording names \(id), as \(other)'s does",
        zh: "会话记录里写的学号是\(id.afterChinese)，与\(other.amidChinese)的相同"))
  }
  fileprivate static func nobody(_ recording: GradedRecording) -> Flag {
    Flag(
      .identity,
      Phrase(en: "it names no student", zh: "没有写明是哪位学生"), in: recording)
  }
  /// A server's recording, whose client said HELO with this.
  fileprivate static func greets(
    _ recording: GradedRecording, _ label: String, hasRoster: Bool
  ) -> Flag {
    let said = Phrase(en: "HELO says \(label)", zh: "HELO 里写的是\(label.afterChinese)")
    return Flag(
      .identity,
      hasRoster
        ? said + Phrase(en: ", which is not on the roster", zh: "，名单里没有")
        : Phrase(en: "it names no student: ", zh: "没有写明是哪位学生：") + said, in: recording)
  }
  fileprivate static func notListed(_ recording: GradedRecording, _ id: String) -> Flag {
    Flag(
      .identity, Phrase(en: "\(id) is not on the roster", zh: "名单里没有\(id.afterChinese)"),
      in: recording)
  }
  fileprivate static func differs(_ recording: GradedRecording, _ header: String) -> Flag {
    Flag(
      .identity,
      Phrase(
        en: "the recording itself names another student, \(header)",
        zh: "会话记录里写的是另一位学生\(header.afterChinese)"), in: recording)
  }
}

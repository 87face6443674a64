import FoundationEssentials
import Language
import Lessons
import Teaching
import Testing

extension Course.Entry: CustomTestStringConvertible {
  package var testDescription: String { file }
}

struct `The course` {
  @Test func `is the folder lessons, file by file, in its order`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "lessons")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") && $0 != Misconception.fileName }.sorted()
    #expect(Course.entries.map(\.file) == names)
    for entry in Course.entries {
      let octets = try Data(contentsOf: folder.appending(path: entry.file))
      #expect(entry.octets == Array(octets))
    }
  }

  @Test(arguments: Course.entries)
  func `has lessons that can be read, under the name of their file`(entry: Course.Entry) throws {
    let lesson = try entry.lesson()
    #expect(lesson.id == entry.id)
    #expect(Course.entry(lesson.id) == entry)
  }

  @Test(arguments: Course.entries)
  func `has a solution, a wrong answer and a hint for each step`(entry: Course.Entry) throws {
    for step in try entry.lesson().steps {
      #expect(!step.solution.isEmpty, "\(step.id)")
      if case .reflect = step.task { continue }
      #expect(!step.wrong.isEmpty, "\(step.id)")
      if step.points > 0 { #expect(!step.hints.isEmpty, "\(step.id)") }
    }
  }

  @Test(arguments: Course.entries)
  func `says of each wrong choice why it is wrong`(entry: Course.Entry) throws {
    for step in try entry.lesson().steps {
      guard case .ask(let question) = step.task else { continue }
      for (index, choice) in question.choices.enumerated() where index + 1 != question.answer {
        #expect(choice.why != nil, "\(step.id): \(choice.text.english)")
      }
    }
  }

  @Test(arguments: Course.entries)
  func `says what each lesson is for, how long it takes, and what was learnt`(
    entry: Course.Entry
  ) throws {
    let lesson = try entry.lesson()
    #expect(lesson.goal != nil && lesson.minutes != nil && lesson.learnt.count == 3)
  }

  @Test func `knows its misconceptions, and meets each`() throws {
    #expect(try !Misconception.parse(Misconception.file, name: "m").isEmpty)
    let met = Set(try Course.entries.flatMap { try $0.lesson().steps.flatMap(\.misconceptions) })
    #expect(Set(Misconception.all.map(\.id)).subtracting(met).isEmpty)
  }

  @Test(arguments: Course.entries)
  func `writes no line to type into a sentence`(entry: Course.Entry) throws {
    for step in try entry.lesson().steps {
      guard case .act(let say, _, _) = step.task else { continue }
      for line in step.solution where line.contains(" ") {
        for language in Language.allCases { #expect(!say[language].contains(line)) }
      }
    }
  }

  @Test(arguments: Course.entries)
  func `says each text in its own language`(entry: Course.Entry) throws {
    let lesson = try entry.lesson()
    for phrase in lesson.phrases {
      #expect(!phrase.english.unicodeScalars.contains { isHan($0) }, "\(phrase.english)")
      #expect(phrase.chinese.unicodeScalars.contains { isHan($0) }, "\(phrase.chinese)")
      // Full-width marks in Chinese sentences; half-width ones only in what is typed.
      #expect(!phrase.chinese.contains(/\p{Han}[,;!?]|\p{Han}\.( |$)/), "\(phrase.chinese)")
    }
  }

  @Test func `knows no other lesson`() {
    #expect(Course.entry("no-such-lesson") == nil)
  }

  private func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
}

extension Lesson {
  fileprivate var phrases: [Phrase] {
    [title] + (goal.map { [$0] } ?? []) + (introduction.map { [$0] } ?? []) + learnt
      + steps.flatMap(\.sentences)
  }
}

extension LessonStep {
  /// Without the choices and hints that are a number or a mark in either language.
  fileprivate var sentences: [Phrase] {
    var choices: [Phrase] = []
    if case .ask(let question) = task { choices = question.choices.map(\.text) }
    return phrases.filter { !choices.contains($0) && $0.english != $0.chinese }
  }
}

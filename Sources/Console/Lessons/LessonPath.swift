import Files
import Glibc
package import Language
package import Lessons

/// Lessons in files that a person names: one, or a folder of them.
package enum LessonPath {
  package enum Failure: Error {
    case unreadable(String)
    /// Everything that is wrong, file by file.
    case wrong([LessonError])
  }

  /// Whether a word in the place of a lesson's id names a file.
  package static func isFile(_ word: String) -> Bool {
    word.hasSuffix(".yaml") || word.contains("/")
  }

  /// Whether a file of a folder is a lesson, by its name.
  package static func isLesson(_ name: String) -> Bool {
    name.hasSuffix(".yaml") && !name.hasPrefix(".") && name != Misconception.fileName
  }

  package static func lesson(at path: String) throws(Failure) -> Lesson {
    // One octet more than a lesson may have: its reader then says that the file is too large.
    let limit = LessonFile.limit + 1
    guard let octets = File.beginning(of: MailFile.expanded(path), atMost: limit) else {
      throw .unreadable(path)
    }
    do throws(LessonError) {
      var lesson = try LessonFile.parse(octets, name: path)
      lesson.path = whole(MailFile.expanded(path))
      return lesson
    } catch {
      throw .wrong([error])
    }
  }

  /// The path from the root on: the student may be in another folder next time.
  private static func whole(_ path: String) -> String? {
    guard let whole = realpath(path, nil) else { return nil }
    defer { free(whole) }
    return String(validatingCString: whole)
  }

  /// The course with the lessons of a teacher's folder. All of its files must be right: a lesson
  /// that is missing from a list is easily overlooked.
  package static func library(in folder: String) throws(Failure) -> Library {
    let place = MailFile.expanded(folder)
    guard Folder.exists(at: place), let names = try? Folder.names(in: place) else {
      throw .unreadable(folder)
    }
    var lessons: [Lesson] = []
    var errors: [LessonError] = []
    for name in names.sorted() where isLesson(name) {
      let path = "\(folder)/\(name)"
      do throws(Failure) {
        let lesson = try lesson(at: path)
        if lessons.contains(where: { $0.id == lesson.id }) {
          errors.append(
            LessonError(file: path, line: 1, column: 1, problem: .lessonTwice(lesson.id)))
        }
        lessons.append(lesson)
      } catch {
        guard case .wrong(let found) = error else { throw error }
        errors += found
      }
    }
    guard errors.isEmpty else { throw .wrong(errors) }
    return Library(own: lessons)
  }
}

extension Phrase {
  package static func lessonTwice(_ id: String) -> Phrase {
    Phrase(en: "Another file of this folder has the lesson \(id).", zh: "这个文件夹里另有文件也叫 \(id)。")
  }
}

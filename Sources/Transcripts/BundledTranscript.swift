import Protocols

/// A recording as it is handed in: one line of a file that holds several.
///
///     {"student":"2026112233","lesson":"phases","recording":"NAME.jsonl","transcript":[…]}
///
/// `transcript` holds the recording's lines, which are JSON objects already: the header and the
/// events, octet by octet as they were recorded. `student` is absent where no ID was given. Grading
/// a stream takes the same lines, so what is handed in can be graded as it is.
package struct BundledTranscript: Sendable {
  /// Who hands it in. The recording's own header is in `transcript`.
  package let student: String?
  /// The lesson for which it is handed in; a recording may hold others.
  package let lesson: String?
  /// The name of the file.
  package let recording: String?
  package let transcript: Transcript

  package enum Failure: Error, Hashable, Sendable {
    /// The line is not an object with a transcript in it.
    case notABundle
    case transcript(Transcript.Failure)
  }

  package init(
    student: String?, lesson: String?, recording: String, of octets: [UInt8]
  ) throws(Transcript.Failure) {
    (self.student, self.lesson, self.recording) = (student, lesson, recording)
    transcript = try Transcript(octets)
  }

  /// Reads a line. Its place in the transcript's warnings counts the header as line 1.
  package init(line: [UInt8]) throws(Failure) {
    var members = JSONMembers(in: line)
    guard members.read(line.indices), let lines = members.objectTexts("transcript") else {
      throw .notABundle
    }
    student = members.word("student")
    lesson = members.word("lesson")
    recording = members.word("recording")
    do throws(Transcript.Failure) {
      transcript = try Transcript(Array(lines.joined(separator: [.lineFeed])) + [.lineFeed])
    } catch { throw .transcript(error) }
  }

  /// The student whom a line names, also where its transcript cannot be read.
  package static func student(ofLine line: [UInt8]) -> String? {
    var members = JSONMembers(in: line)
    return members.read(line.indices) ? members.word("student") : nil
  }

  /// A recording's octets as a line, with its end. Lines of the recording that cannot be read are
  /// left out; the transcript's warnings name them.
  package static func line(
    student: String?, lesson: String?, recording: String, of octets: [UInt8]
  ) throws(Transcript.Failure) -> (octets: [UInt8], transcript: Transcript) {
    var object = JSONObject()
    object.add("student", student)
    object.add("lesson", lesson)
    object.add("recording", recording)
    object.add("transcript", [JSONObject]())
    var line = Array(object.text.utf8.dropLast(2))
    line.reserveCapacity(line.count + octets.count + 3)
    var isFirst = true
    let transcript = try Transcript(octets) { range in
      if !isFirst { line.append(UInt8(ascii: ",")) }
      isFirst = false
      // Inside strings JSON has no such character. Between them an editor may have put it, and some
      // readers of lines take it for a line's end.
      line += octets[range].lazy.filter { $0 != .carriageReturn }
    }
    line += [UInt8(ascii: "]"), UInt8(ascii: "}"), .lineFeed]
    return (line, transcript)
  }
}

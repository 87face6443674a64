/// A row as one stream: what leads to it, the row itself, what shows where it led, and QUIT.
struct Script: Sendable {
  var sent: Sent
  var answers: [Answer]
  var letters: [Letter]

  init(_ row: Row) {
    let (preamble, first) = row.after.preamble
    let probe = (row.then ?? .closed).probe
    sent = preamble + row.sent + probe.sent
    answers = ["220 -"] + first + row.answers + probe.answers
    letters = row.letters + probe.letters
    guard row.then != .closed else { return }
    sent = sent + "QUIT"
    answers.append("221")
  }

  /// What is wrong with the replies; empty where the server conforms.
  func complaints(about heard: Heard) -> [String] {
    let (replies, broken) = HeardReply.all(in: heard.octets)
    var complaints = broken
    if replies.count != answers.count {
      complaints.append("\(replies.count) replies in place of \(answers.count)")
    }
    if !heard.isClosed { complaints.append("the connection is still open") }
    var isExtended = false
    for (reply, answer) in zip(replies, answers) {
      complaints += reply.complaints(answer, isExtended: isExtended).map {
        "\($0), for \(answer): \(reply)"
      }
      switch answer.kind {
      case .hello: isExtended = false
      case .ehlo: isExtended = true
      case .other: break
      }
    }
    return complaints + differences(heard.letters)
  }

  private func differences(_ stored: [Letter]) -> [String] {
    guard stored.count == letters.count else {
      return ["\(stored.count) messages stored in place of \(letters.count): \(stored)"]
    }
    return zip(stored.sorted(), letters.sorted()).compactMap { stored, wanted in
      let isRight =
        stored.users == wanted.users.sorted() && Self.matches(stored.text, wanted.text)
        && (wanted.sender == nil || wanted.sender == stored.sender)
      return isRight ? nil : "stored \(stored) in place of \(wanted)"
    }
  }
}

extension Script {
  /// An empty first line of a text ends the server's own header.
  private static func matches(_ stored: [UInt8], _ wanted: [UInt8]) -> Bool {
    stored == wanted || [13, 10] + stored == wanted
  }
}

/// What a driver found in one conversation.
struct Heard: Sendable {
  var octets: [UInt8] = []
  var letters: [Letter] = []
  var isClosed = false
}

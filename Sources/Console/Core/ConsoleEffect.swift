package import Language
package import Lessons
package import PracticeWorld
package import Presentation
package import Protocols
package import Teaching
package import Transcripts

/// An input of the core.
package enum ConsoleInput: Sendable {
  /// Comes once. Only the events that open the world come before it.
  case begin(Beginning)
  /// A typed line, without its line end.
  case line([UInt8])
  /// A line longer than the limit. Its rest was discarded.
  case overlongLine
  /// Ctrl-C. `unread` is the number of lines that had been typed ahead and were dropped.
  case interrupt(unread: Int)
  case endOfInput
  /// What arrived from the network, oldest first.
  case arrivals([Arrival])
  /// The server's octets that do not form a whole line yet.
  case unfinished(Int)
  /// A look at the script's next line, which stays in the input. `nil` if it has not come yet.
  case upcoming([UInt8]?)
  case tick
  /// The world that `.enter` asked for is open.
  case entered(WorldMap)
  /// The world cannot be opened, for this reason. None is open now but perhaps the console's own.
  case notEntered(Phrase)
  /// The lesson that `.job(.readLesson)` asked for.
  case lessonRead(Lesson)
  /// The lesson that `.job(.readLatest)` asked for; `nil` if it cannot be read.
  case latestRead(Lesson?)
  /// The events of the recording that `.job(.recall)` asked for; `nil` if it cannot be read.
  case recalled([Event]?)
  /// The files that `.job(.read)` asked for.
  case filesRead([MailFile], FilePurpose)
  case recordingEnded(TranscriptFile.Trouble)
  /// The progress that `.keepProgress` named cannot be written.
  case progressLost
  /// Recording and progress are the student's that `.identify` named.
  case identified(Identification, ProgressRecord, Identification.Recording)
  /// The output can no longer be written.
  case outputLost
}

/// What the console does first.
package enum Beginning: Sendable {
  case practice
  case connect(DialTarget)
  /// `nil` means the lesson left last, or else the first unfinished one.
  case lesson(id: String?)
  /// A lesson that is not part of the course.
  case lessonFile(Lesson)
}

/// What the shell must do.
package enum ConsoleEffect: Sendable {
  // MARK: To the student
  /// Shows one event of the session with its notes.
  case show(SeenEvent, isEchoed: Bool)
  case say(Note)
  case display(Display)
  /// Sets how all further output is shown.
  case setView(ViewOptions)
  /// Adds the line to the history. It contains no secret.
  case remember(String)
  /// Shows this in place of the line that was typed last, which holds a secret.
  case mask(String)

  // MARK: To the network
  /// `host` and `port` are the address to connect to, on this machine or outside.
  case dial(
    Attempt, host: String, port: Int, isPractice: Bool, security: SecurityWish, conversation: Int)
  /// Sends octets on the student's connection.
  case send([UInt8])
  /// The core has processed this many arrivals of the student's connection.
  case acknowledge(Int)
  case hangUp
  /// Sets the servers whose conversations are shown.
  case watch([String])

  // MARK: To the disk and the world
  /// Appends an event to the recording.
  case record(Event)
  /// Answered by `.progressLost` if it cannot be done.
  case keepProgress(Progress)
  /// Names the student in the recording and takes up the student's progress. Answered by
  /// `.identified`.
  case identify(Identification)
  /// Opens the world of a lesson. `nil` returns to the console's own world. Answered by `.entered`
  /// or `.notEntered`.
  case enter([HostDescription]?)
  case job(Job)
  case leave(ConsoleOutcome)
}

/// How the console ended.
package enum ConsoleOutcome: Hashable, Sendable { case left, badInput, cannotConnect, noWorld }

/// Work on the disk, with the practice servers or with DNS. The shell shows the result.
package enum Job: Sendable {
  /// `user` is a name or an address. `nil` means every mailbox.
  case showMailboxes(user: String?, number: Int?)
  case showQueues
  /// Says where a message that has just been stored can be seen.
  case tellDelivery(host: String, users: [String])
  case flushQueues
  /// The world reports the change; a message, if the server cannot come back up.
  case behave(host: String, [Behaviour])
  /// Shows what DNS says about a domain's mail servers. If it is not `isReal`, a name of the
  /// practice world is answered by the world.
  case findRoute(domain: String, isReal: Bool)
  /// Answered by `.lessonRead`, or by saying what is wrong in the file and where.
  case readLesson(path: String)
  /// The same for the lesson that was left last. Answered by `.latestRead`.
  case readLatest(path: String)
  /// Saves the session so far, as the octets of a transcript file.
  case save(path: String, transcript: [UInt8], isWhole: Bool)
  /// Reads a recording of an earlier session. Answered by `.recalled`.
  case recall(recording: String)
  case replay([Event])
  case replayFile(path: String)
  /// Answered by `.filesRead`, or with a message if a file cannot be read. `limit` is the largest
  /// total size in octets.
  case read([String], limit: Int, for: FilePurpose)
}

/// What the files are read for.
package enum FilePurpose: Sendable {
  case send
  case attach(AttachmentRequest)
}

/// Output other than events and notes.
package enum Display: Sendable {
  /// The program's name, and the keys to begin with.
  case title
  /// The title, and the console's own world.
  case banner
  case lessonWorld
  case listing(Listing)
  case map(CourseMap)
  case comparison(Comparison)
  case ladder(Ladder)
  case base64(Base64View)
}

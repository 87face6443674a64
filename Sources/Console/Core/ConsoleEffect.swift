package import Language
package import Lessons
package import PracticeWorld
package import Presentation
package import Protocols
package import Teaching
package import Transcripts

/// What happens to the console.
package enum ConsoleInput: Sendable {
  /// Comes once; before it only that the world is open.
  case begin(Beginning)
  /// A typed line, without its line end.
  case line([UInt8])
  /// A line longer than any that could be meant; its rest is gone.
  case overlongLine
  /// Ctrl-C. `unread`: lines of a script that had come and are dropped.
  case interrupt(unread: Int)
  case endOfInput
  /// What the network told, oldest first.
  case arrivals([Arrival])
  /// Octets of the server's that are not a whole line yet.
  case unfinished(Int)
  /// The script's next line, which is not taken; `nil` where it has not come.
  case upcoming([UInt8]?)
  case tick
  /// The world that `.enter` asked for stands.
  case entered(WorldMap)
  /// It cannot be opened, and why.
  case notEntered(Phrase)
  /// The files that `.job(.read)` asked for.
  case filesRead([MailFile], FilePurpose)
  /// A server of the world behaves so from now on, which the world has told.
  case behaves(host: String, [Behaviour])
  /// Ctrl-C ended a job.
  case jobInterrupted
  case recordingEnded(TranscriptFile.Trouble)
  /// What is printed reaches the reader no more.
  case outputLost
}

/// What the console does first.
package enum Beginning: Sendable {
  case practice
  case connect(DialTarget)
  /// `nil`: the one left last, else the first not finished.
  case lesson(id: String?)
  /// A lesson that is not of the course.
  case lessonFile(Lesson)
}

/// What the shell is to do.
package enum ConsoleEffect: Sendable {
  // MARK: To the student
  /// One event of the session with its notes.
  case show(SeenEvent, isEchoed: Bool)
  case say(Note)
  case display(Display)
  /// How everything that follows is shown.
  case setView(ViewOptions)
  /// The line can be called back with the arrows; it holds no secret.
  case remember(String)

  // MARK: To the network
  /// `host` and `port`: where the attempt leads on this machine or outside.
  case dial(Attempt, host: String, port: Int, isPractice: Bool, conversation: Int)
  /// Octets for the student's connection.
  case send([UInt8])
  /// So many arrivals of the student's connection have been taken in.
  case acknowledge(Int)
  case hangUp
  /// The servers whose conversations are to be told.
  case watch([String])

  // MARK: To the disk and the world
  /// The next event of the recording.
  case record(Event)
  case keepProgress(Progress)
  /// Open the world of a lesson; `nil`: go back to the one in which the console was opened. Answered by `.entered` or
  /// `.notEntered`.
  case enter([HostDescription]?)
  case job(Job)
  case leave(ConsoleOutcome)
}

/// How a console's life ended.
package enum ConsoleOutcome: Hashable, Sendable { case left, badInput, cannotConnect }

/// Work on the disk, at the practice servers or in DNS. The shell shows what it finds.
package enum Job: Sendable {
  /// `user` is a name or an address; `nil`: every mailbox.
  case showMailboxes(user: String?, number: Int?)
  case showQueues
  case flushQueues
  /// Answered by `.behaves`, or with a message where the server cannot come back.
  case behave(host: String, [Behaviour])
  /// What DNS says of a domain's mail servers.
  case findRoute(domain: String)
  /// The session so far, as the octets of a transcript file.
  case save(path: String, transcript: [UInt8], isWhole: Bool)
  case replay([Event])
  case replayFile(path: String)
  /// Answered by `.filesRead`, or with a message where one cannot be read. `limit`: octets of them all.
  case read([String], limit: Int, for: FilePurpose)
}

/// What files are read for.
package enum FilePurpose: Sendable {
  case send
  case attach(AttachmentRequest)
}

/// What is shown beside events and notes.
package enum Display: Sendable {
  case banner
  case lessonWorld
  case listing(Listing)
  case comparison(Comparison)
  case ladder(Ladder)
  case base64(Base64View)
}

import Files
import Glibc
import PracticeWorld
import TestSupport
import Testing

@Suite struct SpoolTests {
  private let folder: Scratch
  private let maildir: Maildir

  init() throws {
    folder = Scratch()
    maildir = folder.maildir
  }

  private var spools: [String] { folder.names("hamburger.edu/tmp") }

  @Test func `a spool that is discarded or released leaves no file`() throws {
    let spool = try maildir.spool()
    try spool.append([1, 2, 3])
    #expect(spools.count == 1)
    #expect(folder.status("hamburger.edu/tmp/\(spools[0])").st_mode & 0o7777 == 0o600)
    spool.discard()
    spool.discard()
    #expect(spools == [])
    do {
      let forgotten = try maildir.spool()
      try forgotten.append(Array(repeating: 7, count: 100_000))
    }
    #expect(spools == [])
  }

  @Test func `a message without recipients leaves no file`() throws {
    let spool = try maildir.spool()
    #expect(throws: StoreError.nothingToDeliver) { try spool.deliver(to: []) }
    #expect(spools == [])
  }

  @Test func `only leftovers of more than 36 hours are cleaned up`() throws {
    try maildir.prepare(user: "bob")
    let young = try maildir.spool()
    for name in ["hamburger.edu/tmp/old", "hamburger.edu/bob/tmp/old", "hamburger.edu/bob/new/old"]
    {
      folder.put("x", at: name)
      let past = timespec(tv_sec: time(nil) - 36 * 3_600 - 60, tv_nsec: 0)
      #expect(utimensat(AT_FDCWD, "\(folder.path)/\(name)", [past, past], 0) == 0)
    }
    try maildir.cleanUp()
    #expect(spools.count == 1)
    #expect(folder.names("hamburger.edu/bob/tmp") == [])
    #expect(folder.names("hamburger.edu/bob/new") == ["old"])
    young.discard()
  }
}

import Files
import Glibc
import PracticeWorld
import TestSupport
import Testing

@Suite struct MaildirTests {
  private let folder: Scratch
  private let maildir: Maildir

  init() throws {
    folder = Scratch()
    maildir = folder.maildir
  }

  private func deliver(_ text: String, to users: String...) throws {
    let spool = try maildir.spool()
    try spool.append(Array(text.utf8))
    try spool.deliver(to: users)
  }

  private func texts(of user: String) throws -> [String] {
    try maildir.messages(of: user).map {
      String(decoding: try maildir.read($0, atMost: 1_000), as: UTF8.self)
    }
  }

  @Test func `a mailbox is three folders that only their owner may enter`() throws {
    try maildir.prepare(user: "bob")
    #expect(folder.names("hamburger.edu/bob") == ["cur", "new", "tmp"])
    for name in ["", "/bob", "/bob/new", "/bob/cur", "/bob/tmp", "/tmp"] {
      #expect(folder.status("hamburger.edu\(name)").st_mode & 0o7777 == 0o700)
    }
    try maildir.prepare(user: "bob")
  }

  @Test func `one file serves every recipient and nothing is left in tmp`() throws {
    try deliver("pickles", to: "bob", "carol", "bob")
    let names = ["bob", "carol"].flatMap { user in
      folder.names("hamburger.edu/\(user)/new").map { "hamburger.edu/\(user)/new/\($0)" }
    }
    #expect(names.count == 2)
    #expect(Set(names.map { folder.status($0).st_ino }).count == 1)
    for name in names {
      #expect(folder.status(name).st_nlink == 2)
      #expect(folder.status(name).st_mode & 0o7777 == 0o600)
    }
    #expect(folder.names("hamburger.edu/tmp") == [])
  }

  @Test func `a delivery that fails for one recipient fails for all and leaves nothing`() throws {
    try maildir.prepare(user: "bob")
    folder.put("in the way", at: "hamburger.edu/carol")
    #expect(throws: StoreError.failed(operation: "link", errno: ENOTDIR)) {
      try deliver("pickles", to: "bob", "carol")
    }
    #expect(folder.names("hamburger.edu/bob/new") == [])
    #expect(folder.names("hamburger.edu/tmp") == [])
  }

  @Test func `while stopping, a message for many is delivered to none, one for one is finished`()
    throws
  {
    let maildir = maildir
    maildir.hurry()
    let many = try maildir.spool()
    try many.append(Array("pickles".utf8))
    #expect(throws: StoreError.interrupted) { try many.deliver(to: ["bob", "carol"]) }
    #expect(folder.names("hamburger.edu/bob/new") == [])
    #expect(folder.names("hamburger.edu/tmp") == [])
    let one = try maildir.spool()
    try one.append(Array("ketchup".utf8))
    try one.deliver(to: ["bob"])
    #expect(try texts(of: "bob") == ["ketchup"])
  }

  @Test func `what other programs delivered or moved is found and keeps its place`() throws {
    try deliver("second", to: "bob")
    let message = try #require(try maildir.messages(of: "bob").first)
    let box = "hamburger.edu/bob"
    #expect(
      rename(
        "\(folder.path)/\(box)/new/\(message.name)", "\(folder.path)/\(box)/cur/\(message.name):2,S"
      )
        == 0)
    folder.put("first", at: "\(box)/new/1000000000.M9P1Q2.other:2,")
    folder.put("zeroth", at: "\(box)/new/1000000000.M9P1Q1.other")
    folder.put("never", at: "\(box)/new/.hidden")
    mkdir("\(folder.path)/\(box)/cur/folder", 0o700)
    #expect(try texts(of: "bob") == ["zeroth", "first", "second"])
    #expect(try maildir.read(message, atMost: 3) == Array("sec".utf8))
  }

  @Test func `a link in a mailbox is not followed`() throws {
    try maildir.prepare(user: "bob")
    symlink("/etc/passwd", "\(folder.path)/hamburger.edu/bob/new/1.M1P1Q1.x")
    #expect(try maildir.messages(of: "bob") == [])
    let forged = StoredMessage(number: 1, user: "bob", name: "1.M1P1Q1.x", octets: 1, arrived: 1)
    #expect(throws: StoreError.failed(operation: "open", errno: ELOOP)) {
      try maildir.read(forged, atMost: 10)
    }
    let path = StoredMessage(number: 1, user: "bob", name: "../../x", octets: 1, arrived: 1)
    #expect(throws: StoreError.unsafeName) { try maildir.read(path, atMost: 10) }
  }

  @Test(arguments: [
    "", "a\0", "a\nb", "\u{7F}",
    String(repeating: "a", count: 256),
    String(repeating: "你", count: 30),
  ])
  func `an unsafe name is refused`(name: String) throws {
    #expect(throws: StoreError.unsafeName) { try maildir.prepare(user: name) }
    #expect(throws: StoreError.unsafeName) { try deliver("x", to: "bob", name) }
    #expect(throws: StoreError.unsafeName) {
      try Maildir(root: folder.path, domain: name).prepare(user: "bob")
    }
    #expect(folder.names("hamburger.edu/bob/new") == [])
    #expect(folder.names("hamburger.edu/tmp") == [])
  }

  @Test(arguments: [
    ("bob", "bob"), ("Bob.B_+=-1", "Bob.B_+=-1"), (".hidden", "%2Ehidden"), ("...", "%2E.."),
    ("a b", "a%20b"), ("a%20b", "a%2520b"), ("李", "%E6%9D%8E"), ("tmp", "%74mp"), ("~", "%7E"),
    (".", "%2E"), ("..", "%2E."), ("/", "%2F"), ("a/b", "a%2Fb"), ("../carol", "%2E.%2Fcarol"),
  ])
  func `other names become one plain folder`(name: String, folderName: String) throws {
    try deliver("x", to: name)
    #expect(folder.names("hamburger.edu") == [folderName, "tmp"].sorted())
    #expect(try texts(of: name) == ["x"])
  }
}

import Files
import Glibc
import TestSupport
import Testing

@Suite struct FileTests {
  private let folder = Scratch()

  private func mode(of path: String) -> mode_t {
    var status = stat()
    lstat(path, &status)
    return status.st_mode & 0o7777
  }

  @Test func `new content comes whole, for the owner alone, and leaves nothing beside it`() throws {
    let path = "\(folder.path)/progress"
    for content in ["first", String(repeating: "second ", count: 40_000), ""] {
      try File.replace(path, with: Array(content.utf8))
      #expect(File.whole(path) == Array(content.utf8))
      #expect(mode(of: path) == 0o600)
      #expect(folder.names() == ["progress"])
    }
  }

  @Test func `a file that cannot be replaced stays as it was`() throws {
    let path = "\(folder.path)/taken"
    try Folder.make(path)
    #expect(throws: StoreError.failed(operation: "rename", errno: EISDIR)) {
      try File.replace(path, with: [1])
    }
    #expect(folder.names() == ["taken"])
    #expect(throws: StoreError.failed(operation: "open", errno: ENOENT)) {
      try File.replace("\(folder.path)/none/x", with: [1])
    }
  }

  @Test func `readers see the old content or the new, never a part`() async throws {
    let path = "\(folder.path)/shared"
    let contents = [UInt8(1), 2, 3].map { [UInt8](repeating: $0, count: 100_000) }
    try File.replace(path, with: contents[0])
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        for _ in 0..<10 { for content in contents { try File.replace(path, with: content) } }
        return true
      }
      group.addTask {
        (0..<100).allSatisfy { _ in File.whole(path).map(contents.contains) ?? false }
      }
      for try await isWhole in group { #expect(isWhole) }
    }
  }

  @Test func `a longer file than the limit is not read at all`() throws {
    let path = "\(folder.path)/long"
    try File.replace(path, with: [UInt8](repeating: 1, count: 70_000))
    #expect(File.whole(path, atMost: 70_000)?.count == 70_000)
    #expect(File.whole(path, atMost: 69_999) == nil)
    #expect(try File.head(of: path, atMost: 10).count == 10)
    #expect(try File.head(of: path, atMost: .max).count == 70_000)
  }

  @Test func `a person's link is followed, a store's is not, and a pipe does not block`() throws {
    let path = "\(folder.path)/file"
    try File.replace(path, with: [1])
    let link = "\(folder.path)/link"
    #expect(symlink(path, link) == 0)
    #expect(File.whole(link) == [1])
    #expect(throws: StoreError.failed(operation: "open", errno: ELOOP)) {
      try File.head(of: link, atMost: 1)
    }
    let pipe = "\(folder.path)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(try File.head(of: pipe, atMost: 10) == [])
    #expect(File.exists(link) && File.exists(pipe) && !File.exists("\(folder.path)/none"))
  }

  @Test func `folders are made with those above them, for their owner alone`() throws {
    let path = "\(folder.path)/a/b"
    try Folder.make("\(path)/", holding: ["new", "cur"])
    try Folder.make(path, holding: ["new", "tmp"])
    #expect(folder.names("a/b") == ["cur", "new", "tmp"])
    for name in ["a", "a/b", "a/b/new"] { #expect(mode(of: "\(folder.path)/\(name)") == 0o700) }
    try File.replace("\(path)/message", with: [1])
    try File.replace("\(path)/.hidden", with: [1])
    #expect(symlink("message", "\(path)/link") == 0)
    #expect(try Folder.files(in: path) == ["message"])
    #expect(Set(try Folder.names(in: path)) == ["cur", "new", "tmp", "message", "link"])
    #expect(try Folder.names(in: "\(path)/none") == [])
    #expect(Folder.file(at: "\(path)/message")?.st_size == 1)
    #expect(Folder.file(at: "\(path)/link") == nil && Folder.file(at: path) == nil)
    #expect(throws: StoreError.failed(operation: "mkdir", errno: ENOTDIR)) {
      try Folder.make("\(path)/message/x")
    }
  }

  @Test func `a full disk and a full quota are told from other faults`() {
    #expect(StoreError.after("write", errno: ENOSPC) == .full)
    #expect(StoreError.after("write", errno: EDQUOT) == .full)
    #expect(
      StoreError.after("write", errno: EIO) == .failed(operation: "write", errno: EIO))
  }
}
